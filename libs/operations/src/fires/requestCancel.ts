import { Database, type DatabaseError } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { scheduleFires } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import type { OperationsError } from "../errors.ts";
import { type Fire, fireOf } from "./Fire.ts";
import { holdFire } from "./holdFire.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";
import { notPossible } from "./notPossible.ts";
import { recordAct } from "./recordAct.ts";

const operation = "fires.cancel";

/**
 * Cancels a fire: one that waits at once; of one that is under way its scheduler is told, which ends it within seconds.
 *
 * Writes      ops.schedule_fires, ops.audit_log
 * Errors      {@link OperationsError} `UnknownFire`; `NotPossible` for one that has ended
 * Idempotent  yes: one that is being cancelled stays so
 */
export const requestCancel = (
  fireId: string,
  reason: string | null = null,
): Effect.Effect<Fire, DatabaseError | OperationsError, Database | Program> =>
  ledgerTransaction(
    operation,
    null,
    Effect.gen(function* () {
      const fire = yield* holdFire(operation, fireId);
      if (fire.status === "cancelling") return fire;
      if (fire.status !== "queued" && fire.status !== "running") {
        return yield* notPossible(
          operation,
          `Fire ${fireId} of "${fire.schedule}" is ${fire.status}; only one that is queued or running can be cancelled. Nothing was done.`,
        );
      }
      const database = yield* Database;
      const { osUser } = yield* Program;
      const now = new Date(yield* Clock.currentTimeMillis);
      const words = reason === null ? `cancelled by ${osUser}` : `cancelled by ${osUser}: ${reason}`;
      const change =
        fire.status === "queued"
          ? { status: "cancelled" as const, reason: words, finished_at: now }
          : { status: "cancelling" as const, reason: words };
      const [row] = yield* database.query(operation, (db) =>
        db.update(scheduleFires).set(change).where(eq(scheduleFires.fire_id, fireId)).returning(),
      );
      yield* recordAct({
        act: "fire_cancel",
        subject: fire.schedule,
        runId: fire.runId,
        reason,
        details: { fire_id: fireId, was: fire.status },
      });
      return row === undefined ? fire : fireOf(row);
    }),
  );
