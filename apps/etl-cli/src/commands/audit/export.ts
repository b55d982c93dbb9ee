import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";

/** `trialflow audit export`. */
export const exportLog = Command.make(
  "export",
  {
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("A new file to write; standard output by default"),
      Flag.optional,
    ),
  },
  ({ out }) =>
    lazily(
      () => import("../../programs/audit/exportProgram.ts"),
      ({ exportProgram }) => exportProgram({ out }),
    ),
).pipe(
  Command.withDescription(
    "Export the audit log as JSON lines that can be verified without Trialflow and without a database",
  ),
  Command.withExamples([
    { command: "trialflow audit export --out audit.jsonl", description: "To a file, for an inspector" },
    { command: "trialflow audit export | tail -n 1 | jq .hash", description: "To a program" },
  ]),
);
