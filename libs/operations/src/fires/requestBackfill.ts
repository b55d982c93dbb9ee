import { Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { scheduleFires } from "@trialflow/schema";
import { and, asc, eq, gte, inArray, lte } from "drizzle-orm";
import { Clock, Effect } from "effect";
import type { Schedule } from "../schedules/Schedule.ts";
import { type Fire, fireOf } from "./Fire.ts";
import { doneStatuses, statusesUnderWay } from "./fireStates.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { newFire } from "./newFire.ts";
import { recordAct } from "./recordAct.ts";

/** Ticks to fire for, the oldest first. */
export interface BackfillRequest {
  readonly schedule: Pick<Schedule, "name" | "source">;
  readonly ticks: ReadonlyArray<Date>;
  /** Whether ticks that were done already are fired for once more. */
  readonly isAgain: boolean;
  readonly reason: string | null;
}

/** What a backfill queued, the oldest first, and what it left out because it is done, under way or queued already. */
export interface BackfillReport {
  readonly queued: ReadonlyArray<Fire>;
  readonly leftOut: ReadonlyArray<Fire>;
}

const operation = "fires.backfill";

const settled = [...doneStatuses, ...statusesUnderWay, "queued"] as const;

/**
 * Queues a fire for each of the ticks, in one act. One whose tick was done already is left out unless it is asked for again; one
 * that waits or is under way is left out in any case.
 *
 * Reads       ops.schedule_fires, the fires of the ticks of whatever kind
 * Writes      ops.schedule_fires, ops.audit_log
 * Idempotent  yes, unless done ones are asked for again
 */
export const requestBackfill = ({
  schedule,
  ticks,
  isAgain,
  reason,
}: BackfillRequest): Effect.Effect<BackfillReport, DatabaseError, Database | Program> =>
  ledgerTransaction(
    operation,
    `schedule/${schedule.name}`,
    Effect.gen(function* () {
      const [first, last] = [ticks[0], ticks.at(-1)];
      if (first === undefined || last === undefined) return { queued: [], leftOut: [] };
      const database = yield* Database;
      const { osUser } = yield* Program;
      const now = new Date(yield* Clock.currentTimeMillis);
      const found = yield* database.query(operation, (db) =>
        db
          .select()
          .from(scheduleFires)
          .where(
            and(
              eq(scheduleFires.schedule, schedule.name),
              gte(scheduleFires.scheduled_at, first),
              lte(scheduleFires.scheduled_at, last),
              inArray(scheduleFires.status, [...settled]),
            ),
          )
          .orderBy(asc(scheduleFires.scheduled_at), asc(scheduleFires.created_at)),
      );
      // The newest fire of a tick counts.
      const known = new Map(found.map((row) => [row.scheduled_at.getTime(), fireOf(row)]));
      const isDone = ({ status }: Fire) => doneStatuses.some((done) => done === status);
      const isLeftOut = (fire: Fire | undefined): fire is Fire => fire !== undefined && !(isAgain && isDone(fire));
      const leftOut = ticks.map((tick) => known.get(tick.getTime())).filter(isLeftOut);
      const rows = ticks
        .filter((tick) => !isLeftOut(known.get(tick.getTime())))
        .map((tick) =>
          newFire(
            { schedule, kind: "backfill", scheduledAt: tick, status: "queued", reason, requestedBy: osUser },
            now,
          ),
        );
      if (rows.length === 0) return { queued: [], leftOut };
      yield* database.query(operation, (db) => db.insert(scheduleFires).values(rows));
      yield* recordAct({
        act: "backfill_request",
        subject: schedule.name,
        reason,
        details: {
          source: schedule.source,
          from: first.toISOString(),
          to: last.toISOString(),
          is_again: isAgain,
          fire_ids: rows.map(({ fire_id }) => fire_id),
        },
      });
      return { queued: rows.map(fireOf), leftOut };
    }),
  );
