import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { numberArgument } from "./numberArgument.ts";

/** `trialflow runs resume`. */
export const resume = Command.make(
  "resume",
  {
    id: numberArgument,
    reason: Flag.String("reason").pipe(Flag.withDescription("Why; kept in the audit log"), Flag.optional),
    json: jsonFlag,
  },
  ({ id, reason, json }) =>
    lazily(
      () => import("../../programs/runs/resumeProgram.ts"),
      ({ resumeProgram }) => resumeProgram({ id, reason, isJson: json }),
    ),
).pipe(
  Command.withDescription("Let a fire go on that failed, timed out, was cancelled or stood before a closed gate"),
  Command.withExamples([
    { command: "trialflow runs resume 0b6e2a52", description: "Finished steps are not done again" },
    {
      command: 'trialflow runs resume 0b6e2a52 --reason "The disk has room again"',
      description: "With a reason for the audit log",
    },
  ]),
);
