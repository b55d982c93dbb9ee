import { Argument, Command } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow audit show`. */
export const show = Command.make(
  "show",
  {
    entryId: Argument.Int("entry-id").pipe(Argument.withDescription("Number of the entry, as audit list prints it")),
    json: jsonFlag,
  },
  ({ entryId, json }) =>
    lazily(
      () => import("../../programs/audit/showProgram.ts"),
      ({ showProgram }) => showProgram({ entryId, isJson: json }),
    ),
).pipe(
  Command.withDescription("Show one entry of the audit log with all that it says"),
  Command.withExamples([
    { command: "trialflow audit show 12", description: "For people" },
    { command: "trialflow audit show 12 --json | jq .details", description: "For a program" },
  ]),
);
