import { Database, type DatabaseError } from "@trialflow/database";
import { type RunStatus, runs, type StepName } from "@trialflow/schema";
import { and, eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";
import { recordFailedAct } from "./recordFailure.ts";

/** Where a run failed; null where it cannot be told. */
export interface FailurePlace {
  readonly step: StepName | null;
  readonly subject: string | null;
}

/**
 * Closes a run in the ledger, in a short transaction of its own, and tells whether it was open. A run that failed or was stopped is an act of its own in
 * the audit log, named after its step (`load_failed`); what a successful run did, its steps have written there.
 *
 * Writes   ops.runs, ops.audit_log
 */
export const finishRun = (
  runId: string,
  status: RunStatus,
  error: string | null,
  { step, subject }: FailurePlace = { step: null, subject: null },
): Effect.Effect<boolean, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const now = new Date(yield* Clock.currentTimeMillis);
    return yield* database.transaction(
      { operation: "ledger.finish_run", role: "trialflow_loader" },
      Effect.gen(function* () {
        const closed = yield* database.query("ledger.finish_run", (db) =>
          db
            .update(runs)
            .set({ status, finished_at: now, error })
            .where(and(eq(runs.run_id, runId), eq(runs.status, "running")))
            .returning({ program: runs.program }),
        );
        if (closed.length === 0) return false;
        if (error === null) return true;
        yield* recordFailedAct({
          act: `${step ?? "run"}_failed`,
          subject: subject ?? program.name,
          runId,
          error,
          details: { status },
        });
        return true;
      }),
    );
  });
