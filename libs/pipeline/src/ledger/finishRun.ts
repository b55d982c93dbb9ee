import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import { type RunStatus, runs } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";

/**
 * Closes a run in the ledger, in a short transaction of its own. A run that failed or was stopped is an act of its own in
 * the audit log; what a successful run did, its steps have written there.
 *
 * Writes   ops.runs, ops.audit_log
 */
export const finishRun = (
  runId: string,
  status: RunStatus,
  error: string | null,
): Effect.Effect<void, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const now = new Date(yield* Clock.currentTimeMillis);
    yield* database.transaction(
      { operation: "ledger.finish_run", role: "trialflow_loader" },
      Effect.gen(function* () {
        yield* database.query("ledger.finish_run", (db) =>
          db.update(runs).set({ status, finished_at: now, error }).where(eq(runs.run_id, runId)),
        );
        if (error !== null) {
          yield* appendAudit({
            act: "run_failed",
            subject: program.name,
            runId,
            osUser: program.osUser,
            programVersion: program.version,
            reason: null,
            details: { status, error },
            contentHash: null,
          });
        }
      }),
    );
  });
