import { Argument, Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";

/** `trialflow release create`. */
export const create = Command.make(
  "create",
  {
    name: Argument.String("name").pipe(
      Argument.withDescription("A new name: letters, digits, dot, hyphen, underscore"),
    ),
    reason: Flag.String("reason").pipe(
      Flag.withMetavar("TEXT"),
      Flag.withDescription("Why; written into the release and the audit log"),
      Flag.optional,
    ),
    json: jsonFlag,
  },
  ({ name, reason, json }) =>
    lazily(
      () => import("../../programs/release/createProgram.ts"),
      ({ createProgram }) => createProgram({ name, reason, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Freeze what analytics says now: rows and content hash of each table, the files, the audit log's head",
  ),
  Command.withExamples([
    { command: "trialflow release create 2026-q1", description: "A name is given once and for all" },
    { command: 'trialflow release create paper-1 --reason "numbers of table 2"', description: "With a reason" },
  ]),
);
