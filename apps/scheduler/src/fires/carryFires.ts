import type { Database, DatabaseError } from "@trialflow/database";
import { beginFires, type Fire, readFires, type Schedule, statusesUnderWay } from "@trialflow/operations";
import type { Program } from "@trialflow/pipeline";
import { Effect } from "effect";
import { describeFailure } from "../describeFailure.ts";
import { Runner } from "../engine/Runner.ts";
import type { SourceDatabases } from "../engine/SourceDatabases.ts";
import type { TurnQueue } from "../engine/TurnQueue.ts";
import { lookAfterFire } from "./lookAfterFire.ts";

/**
 * Makes an effect that begins what waits and may begin, and looks after all that is under way, begun by whichever scheduler. Gives the fires
 * that it ended.
 */
export const makeCarryFires = (
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<
  Effect.Effect<ReadonlyArray<Fire>, DatabaseError, TurnQueue | SourceDatabases | Database | Program | Runner>
> =>
  Effect.sync(() => {
    const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]));
    return Effect.gen(function* () {
      const { name } = yield* Runner;
      const begun = yield* beginFires({ runner: name, schedules: [...byName.keys()] });
      for (const { fireId, schedule, scheduledAt } of begun) {
        yield* Effect.annotateLogs(Effect.logInfo("Fire begun"), {
          schedule,
          fireId,
          scheduledAt: scheduledAt.toISOString(),
        });
      }
      const underWay = yield* readFires({ statuses: statusesUnderWay });
      const settle = (fire: Fire) => {
        const schedule = byName.get(fire.schedule);
        // Another scheduler's configuration has it: that one looks after it.
        if (schedule === undefined) return Effect.succeed(null);
        return lookAfterFire(fire, schedule).pipe(
          // One source's database that does not answer must not hold up the others.
          Effect.catch((error) =>
            Effect.as(
              Effect.annotateLogs(Effect.logWarning("Cannot look after a fire at the moment"), {
                schedule: fire.schedule,
                fireId: fire.fireId,
                ...describeFailure(error),
              }),
              null,
            ),
          ),
        );
      };
      const settled = yield* Effect.forEach(underWay, settle, { concurrency: "unbounded" });
      return settled.filter((fire) => fire !== null);
    });
  });
