import { daysOf, mostMissedTicks, requestBackfill, type Schedule, ticksBetween } from "@trialflow/operations";
import { Clock, Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderBackfill } from "../../render/renderBackfill.ts";
import { demandDay } from "../demandDay.ts";
import { changeLedger } from "./changeLedger.ts";
import { demandName } from "./demandName.ts";
import { startNote } from "./startNote.ts";

/** What `schedule backfill` was asked for. */
export interface BackfillCommand {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly isAgain: boolean;
  readonly reason: Option.Option<string>;
  readonly isJson: boolean;
}

const usage = (message: string) => Effect.fail(new UsageError({ message }));

/** Finds the ticks of the days that have come. Errors: `UsageError` for none, and for more than one act may queue. */
const findTicks = (schedule: Schedule, { from, to }: BackfillCommand) =>
  Effect.gen(function* () {
    if (from > to)
      return yield* usage(`--from is ${from} and --to is ${to}; expected an earlier day, or the same one.`);
    const now = new Date(yield* Clock.currentTimeMillis);
    const { after, until } = daysOf(schedule, from, to);
    const ticks = ticksBetween(schedule, after, until < now ? until : now, mostMissedTicks + 1);
    const when = `"${schedule.name}" (${schedule.cron}, ${schedule.timeZone})`;
    if (ticks.length === 0) {
      return yield* usage(
        `${when} has no tick from ${from} to ${to} that has come; expected days with one in the past.`,
      );
    }
    if (ticks.length > mostMissedTicks) {
      return yield* usage(
        `${when} has more than ${mostMissedTicks} ticks from ${from} to ${to}; expected ${mostMissedTicks} at most. Take fewer days.`,
      );
    }
    return ticks;
  });

/** Queues a fire for each tick of past days and prints which, and which were left out. */
export const backfillProgram = (command: BackfillCommand) =>
  Effect.gen(function* () {
    yield* demandDay("--from", command.from);
    yield* demandDay("--to", command.to);
    const schedule = yield* demandName(command.name);
    const ticks = yield* findTicks(schedule, command);
    const { isAgain } = command;
    const reason = Option.getOrNull(command.reason);
    const [report, start] = yield* changeLedger(
      "schedule backfill",
      Effect.all([requestBackfill({ schedule, ticks, isAgain, reason }), startNote]),
    );
    const document = { schedule: schedule.name, isSchedulerSeen: start.isSchedulerSeen, ...report };
    yield* Console.log(command.isJson ? JSON.stringify(document, null, 2) : renderBackfill(document, start.note));
  }).pipe(printFailure(command.isJson));
