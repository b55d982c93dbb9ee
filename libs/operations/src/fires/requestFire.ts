import { Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { scheduleFires } from "@trialflow/schema";
import { Clock, Effect } from "effect";
import type { Schedule } from "../schedules/Schedule.ts";
import { type Fire, fireOf } from "./Fire.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { newFire } from "./newFire.ts";
import { recordAct } from "./recordAct.ts";

const operation = "fires.request";

/**
 * Queues a fire that a person asks for: it begins as soon as a scheduler finds its source free, also while the schedule is paused.
 *
 * Writes      ops.schedule_fires, ops.audit_log
 * Idempotent  no: who asks twice gets two
 */
export const requestFire = (
  schedule: Pick<Schedule, "name" | "source">,
  reason: string | null = null,
): Effect.Effect<Fire, DatabaseError, Database | Program> =>
  ledgerTransaction(
    operation,
    null,
    Effect.gen(function* () {
      const database = yield* Database;
      const { osUser } = yield* Program;
      const now = new Date(yield* Clock.currentTimeMillis);
      const row = newFire(
        { schedule, kind: "manual", scheduledAt: now, status: "queued", reason, requestedBy: osUser },
        now,
      );
      yield* database.query(operation, (db) => db.insert(scheduleFires).values(row));
      yield* recordAct({
        act: "fire_request",
        subject: schedule.name,
        reason,
        details: { fire_id: row.fire_id, source: schedule.source },
      });
      return fireOf(row);
    }),
  );
