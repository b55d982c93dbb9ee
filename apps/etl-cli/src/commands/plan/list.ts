import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow plan list`. */
export const list = Command.make(
  "list",
  {
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("At most so many, the newest (default: 20)"),
      Flag.withDefault(20),
    ),
    json: jsonFlag,
  },
  ({ limit, json }) =>
    lazily(
      () => import("../../programs/plan/listProgram.ts"),
      ({ listProgram }) => listProgram({ limit, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "List the plans, the newest first: of which files, what they would change, and whether they can be applied",
  ),
  Command.withExamples([
    { command: "trialflow plan list", description: "Which plans there are" },
    {
      command: "trialflow plan list --json | jq '.plans[] | select(.state == \"open\") | .planId'",
      description: "Those that `trialflow run --plan` would take",
    },
  ]),
);
