import type { Database, DatabaseError } from "@trialflow/database";
import { dueTicks, lastTick, type Schedule, takeTick } from "@trialflow/operations";
import { Clock, Effect } from "effect";

/** So many ticks of a schedule at a time: those of a long absence must not keep the fires under way waiting. */
const mostAtOnce = 25;

/**
 * Makes an effect that puts the ticks that came since it was last asked into the ledger, each once whatever the number of schedulers. Ticks that
 * came while no scheduler ran are made up for as the schedule says.
 */
export const makeTakeDueTicks = (
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<Effect.Effect<void, DatabaseError, Database>> =>
  Effect.map(Clock.currentTimeMillis, (startedAt) => {
    /** Up to where the ticks of a schedule are in the ledger. */
    const taken = new Map<string, Date>();
    const takeTicks = Effect.fnUntraced(function* (schedule: Schedule) {
      const now = new Date(yield* Clock.currentTimeMillis);
      const last = taken.get(schedule.name) ?? (yield* lastTick(schedule.name)) ?? new Date(startedAt);
      const { ticks, leftOutUntil } = dueTicks(schedule, last, now);
      if (leftOutUntil !== null) {
        yield* Effect.annotateLogs(Effect.logWarning("Too many ticks were missed to record each"), {
          schedule: schedule.name,
          leftOutUntil: leftOutUntil.toISOString(),
        });
      }
      for (const tick of ticks.slice(0, mostAtOnce)) {
        const fire = yield* takeTick({ ...tick, schedule });
        taken.set(schedule.name, tick.scheduledAt);
        if (fire === null) continue;
        const { fireId, scheduledAt, status, kind, reason } = fire;
        yield* Effect.annotateLogs(Effect.logInfo(status === "skipped" ? "Skipped a tick" : "A tick came"), {
          schedule: schedule.name,
          fireId,
          kind,
          scheduledAt: scheduledAt.toISOString(),
          ...(reason === null ? {} : { reason }),
        });
      }
      // Without a tick the clock alone says how far it was looked: a clock that is set back must not make ticks come twice.
      if (ticks.length === 0 && !taken.has(schedule.name)) taken.set(schedule.name, last);
    });
    return Effect.forEach(
      schedules.filter(({ isEnabled }) => isEnabled),
      takeTicks,
      { discard: true },
    );
  });
