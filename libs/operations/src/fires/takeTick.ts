import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import { Clock, Effect } from "effect";
import type { DueTick } from "../schedules/dueTicks.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import { type Fire, fireOf } from "./Fire.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { newFire } from "./newFire.ts";
import { describePause, readPauses } from "./readPauses.ts";

/** A tick of a schedule and what is to become of it, as {@link DueTick} says. */
export interface TakenTick extends DueTick {
  readonly schedule: Pick<Schedule, "name" | "source">;
}

const operation = "fires.take_tick";

/** Why the ledger lets a tick that is due pass by; null when nothing speaks against it. */
const findObstacle = ({ schedule, kind }: TakenTick) =>
  Effect.gen(function* () {
    const pause = (yield* readPauses).get(schedule.name);
    if (pause !== undefined) return describePause(pause);
    // Ticks that are made up for are as many as the policy says.
    if (kind !== "tick") return null;
    const database = yield* Database;
    const [waiting] = yield* database.query(operation, (db) =>
      db
        .select({ scheduledAt: scheduleFires.scheduled_at })
        .from(scheduleFires)
        .where(
          and(
            eq(scheduleFires.schedule, schedule.name),
            eq(scheduleFires.status, "queued"),
            eq(scheduleFires.kind, "tick"),
          ),
        )
        .orderBy(desc(scheduleFires.scheduled_at))
        .limit(1),
    );
    return waiting === undefined
      ? null
      : `the fire of ${waiting.scheduledAt.toISOString()} still waits for its turn: an earlier one is under way`;
  });

/**
 * Puts a tick into the ledger, once whatever the number of schedulers: the fire, or null when another one was first.
 *
 * A tick that is due is queued, also while an earlier one is under way, but no second one behind it: that one is skipped, as all are
 * while the schedule is paused. What is skipped says why.
 *
 * Writes      ops.schedule_fires, one row
 * Idempotent  yes, keyed by schedule and `scheduledAt`
 */
export const takeTick = (tick: TakenTick): Effect.Effect<Fire | null, DatabaseError, Database> =>
  ledgerTransaction(
    operation,
    `schedule/${tick.schedule.name}`,
    Effect.gen(function* () {
      const database = yield* Database;
      const obstacle = tick.status === "skipped" ? tick.reason : yield* findObstacle(tick);
      const now = new Date(yield* Clock.currentTimeMillis);
      const [row] = yield* database.query(operation, (db) =>
        db
          .insert(scheduleFires)
          .values(
            newFire(
              {
                ...tick,
                status: obstacle === null ? "queued" : "skipped",
                reason: obstacle,
                requestedBy: null,
              },
              now,
            ),
          )
          .onConflictDoNothing({
            target: [scheduleFires.schedule, scheduleFires.scheduled_at],
            where: sql`${scheduleFires.kind} in ('tick', 'catch_up')`,
          })
          .returning(),
      );
      return row === undefined ? null : fireOf(row);
    }),
  );
