import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires, scheduleStates } from "@trialflow/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { type Fire, fireOf } from "./Fire.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";

/** Who wants to begin fires. */
export interface FireTaker {
  /** The name of the scheduler, for people. */
  readonly runner: string;
  /** Names of the schedules that it knows: it leaves those of others alone. */
  readonly schedules: ReadonlyArray<string>;
}

const operation = "fires.begin";

/**
 * Begins the oldest queued fire of every source that has none under way, and gives them. A source's fires follow one another, over
 * all schedulers.
 *
 * While a schedule is paused only what somebody asked for by hand begins; the rest waits.
 *
 * Writes   ops.schedule_fires: status `running`, `started_at`, `runner`
 */
export const beginFires = ({
  runner,
  schedules,
}: FireTaker): Effect.Effect<ReadonlyArray<Fire>, DatabaseError, Database> =>
  // Without the lock two schedulers could each find a source free: neither sees what the other has begun and not yet committed.
  ledgerTransaction(
    operation,
    "begin",
    Effect.gen(function* () {
      if (schedules.length === 0) return [];
      const database = yield* Database;
      const now = new Date(yield* Clock.currentTimeMillis);
      const rows = yield* database.query(operation, async (db) => {
        const fire = scheduleFires;
        const isFree = sql`not exists (
          select from ${scheduleFires} busy
          where busy.source = ${fire.source} and busy.status in ('running', 'cancelling'))`;
        const isPaused = sql`exists (
          select from ${scheduleStates}
          where ${scheduleStates.schedule} = ${fire.schedule} and ${scheduleStates.paused_at} is not null)`;
        const oldest = await db
          .selectDistinctOn([fire.source], { fireId: fire.fire_id })
          .from(fire)
          .where(
            and(
              eq(fire.status, "queued"),
              inArray(fire.schedule, [...schedules]),
              isFree,
              sql`(${fire.kind} = 'manual' or not ${isPaused})`,
            ),
          )
          .orderBy(asc(fire.source), asc(fire.created_at), asc(fire.scheduled_at), asc(fire.fire_id));
        if (oldest.length === 0) return [];
        // Whoever cancels at this moment is first or last: the row is still queued, or it is let alone.
        return db
          .update(fire)
          .set({ status: "running", started_at: now, finished_at: null, runner })
          .where(
            and(
              inArray(
                fire.fire_id,
                oldest.map(({ fireId }) => fireId),
              ),
              eq(fire.status, "queued"),
            ),
          )
          .returning();
      });
      return rows.map(fireOf);
    }),
  );
