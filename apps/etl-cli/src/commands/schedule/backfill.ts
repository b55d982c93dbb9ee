import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { nameArgument } from "./nameArgument.ts";

/** `trialflow schedule backfill`. */
export const backfill = Command.make(
  "backfill",
  {
    name: nameArgument,
    from: Flag.String("from").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("The first day, in the schedule's time zone: YYYY-MM-DD"),
    ),
    to: Flag.String("to").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("The last day, which belongs to it: YYYY-MM-DD"),
    ),
    again: Flag.Boolean("again").pipe(
      Flag.withDescription("Also fire for ticks whose work was done already"),
      Flag.withDefault(false),
    ),
    reason: Flag.String("reason").pipe(Flag.withDescription("Why; kept in the audit log"), Flag.optional),
    json: jsonFlag,
  },
  ({ name, from, to, again, reason, json }) =>
    lazily(
      () => import("../../programs/schedule/backfillProgram.ts"),
      ({ backfillProgram }) => backfillProgram({ name, from, to, isAgain: again, reason, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Queue a fire for each tick of past days, the oldest first; what is done already is left out",
  ),
  Command.withExamples([
    {
      command: "trialflow schedule backfill nightly --from 2026-06-01 --to 2026-06-03",
      description: "Three days, both ends included",
    },
    {
      command: "trialflow schedule backfill nightly --from 2026-06-01 --to 2026-06-01 --again",
      description: "One day once more",
    },
  ]),
);
