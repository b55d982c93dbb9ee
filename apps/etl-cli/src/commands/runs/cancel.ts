import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { numberArgument } from "./numberArgument.ts";

/** `trialflow runs cancel`. */
export const cancel = Command.make(
  "cancel",
  {
    id: numberArgument,
    reason: Flag.String("reason").pipe(Flag.withDescription("Why; kept in the audit log"), Flag.optional),
    json: jsonFlag,
  },
  ({ id, reason, json }) =>
    lazily(
      () => import("../../programs/runs/cancelProgram.ts"),
      ({ cancelProgram }) => cancelProgram({ id, reason, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Cancel a fire: one that waits at once, one that is under way within seconds; finished steps are kept",
  ),
  Command.withExamples([
    { command: "trialflow runs cancel 0b6e2a52", description: "Stop it" },
    { command: 'trialflow runs cancel 0b6e2a52 --reason "Sent twice"', description: "With a reason for the audit log" },
  ]),
);
