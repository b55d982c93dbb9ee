import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow audit verify`. */
export const verify = Command.make(
  "verify",
  {
    anchor: Flag.String("anchor").pipe(
      Flag.withMetavar("FILE_OR_HASH"),
      Flag.withDescription(
        "What `trialflow audit anchor` printed earlier, or a file with such lines: they must still hold",
      ),
      Flag.optional,
    ),
    json: jsonFlag,
  },
  ({ anchor, json }) =>
    lazily(
      () => import("../../programs/audit/verifyProgram.ts"),
      ({ verifyProgram }) => verifyProgram({ anchor, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Recompute the chain of the audit log and the data that it covers; exit code 5 and the place if anything differs",
  ),
  Command.withExamples([
    {
      command: "trialflow audit verify",
      description: "The log, every load's rows, the published tables, the releases",
    },
    { command: "trialflow audit verify --anchor anchors.txt", description: "And that no end was cut off since" },
    { command: "trialflow audit verify --json | jq '.findings[]'", description: "What differs, for a program" },
  ]),
);
