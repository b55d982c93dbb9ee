import { Database, type DatabaseError } from "@trialflow/database";
import type { Program } from "@trialflow/pipeline";
import { scheduleFires } from "@trialflow/schema";
import { eq, sql } from "drizzle-orm";
import { Effect } from "effect";
import type { OperationsError } from "../errors.ts";
import { type Fire, fireOf } from "./Fire.ts";
import { resumableStatuses } from "./fireStates.ts";
import { holdFire } from "./holdFire.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { notPossible } from "./notPossible.ts";
import { recordAct } from "./recordAct.ts";

const operation = "fires.resume";

/**
 * Queues a fire again that failed, timed out, was cancelled or stood before a closed gate. It keeps its place in the queue, its run and
 * its attempts.
 *
 * Writes   ops.schedule_fires: status `queued`, `resumed_count` + 1; ops.audit_log
 * Errors   {@link OperationsError} `UnknownFire`; `NotPossible` for one that waits, is under way, did its work or was skipped
 */
export const resumeFire = (
  fireId: string,
  reason: string | null = null,
): Effect.Effect<Fire, DatabaseError | OperationsError, Database | Program> =>
  ledgerTransaction(
    operation,
    null,
    Effect.gen(function* () {
      const fire = yield* holdFire(operation, fireId);
      if (!resumableStatuses.some((status) => status === fire.status)) {
        return yield* notPossible(
          operation,
          `Fire ${fireId} of "${fire.schedule}" is ${fire.status}; only one that is ${resumableStatuses.join(", ")} can go on. Nothing was done. A new one: trialflow schedule run ${fire.schedule}`,
        );
      }
      const database = yield* Database;
      const [row] = yield* database.query(operation, (db) =>
        db
          .update(scheduleFires)
          .set({
            status: "queued",
            reason: null,
            resumed_count: sql`${scheduleFires.resumed_count} + 1`,
            started_at: null,
            finished_at: null,
          })
          .where(eq(scheduleFires.fire_id, fireId))
          .returning(),
      );
      yield* recordAct({
        act: "fire_resume",
        subject: fire.schedule,
        runId: fire.runId,
        reason,
        details: { fire_id: fireId, was: fire.status, because: fire.reason },
      });
      return row === undefined ? fire : fireOf(row);
    }),
  );
