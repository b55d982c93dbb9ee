import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { nameArgument } from "./nameArgument.ts";

/** `trialflow schedule run`. */
export const run = Command.make(
  "run",
  {
    name: nameArgument,
    reason: Flag.String("reason").pipe(Flag.withDescription("Why; kept in the audit log"), Flag.optional),
    wait: Flag.Boolean("wait").pipe(
      Flag.withDescription("Wait until it ends; the exit code then tells how: 0 done, 1 failed, 3 gate closed"),
      Flag.withDefault(false),
    ),
    json: jsonFlag,
  },
  ({ name, reason, wait, json }) =>
    lazily(
      () => import("../../programs/schedule/runProgram.ts"),
      ({ runProgram }) => runProgram({ name, reason, isWaiting: wait, isJson: json }),
    ),
).pipe(
  Command.withDescription("Queue a fire of a schedule by hand: a scheduler begins it as soon as its source is free"),
  Command.withExamples([
    { command: "trialflow schedule run nightly", description: "Now, also while it is paused" },
    { command: "trialflow schedule run nightly --wait", description: "And wait for its end" },
  ]),
);
