import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { and, eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";
import { recordFailedAct } from "./recordFailure.ts";

const crash = "the process ended without a word";

/**
 * Marks the runs of single processes that still stand as running: they belong to processes that are gone, since the caller holds the run
 * lock. Each is an act of its own in the audit log.
 */
export const markCrashedRuns = (now: Date): Effect.Effect<void, DatabaseError, Database | Program> =>
  Effect.flatMap(Database, (database) =>
    Effect.flatMap(
      database.query("ledger.mark_crashed", (db) =>
        db
          .update(runs)
          .set({ status: "crashed", finished_at: now, error: crash })
          .where(and(eq(runs.status, "running"), eq(runs.carrier, "process")))
          .returning({ runId: runs.run_id, program: runs.program }),
      ),
      (crashed) =>
        Effect.forEach(
          crashed,
          (run) =>
            recordFailedAct({
              act: "run_failed",
              subject: run.program,
              runId: run.runId,
              error: crash,
              details: { status: "crashed" },
            }),
          { discard: true },
        ),
    ),
  );

/**
 * Opens a run of this process in the ledger; the caller holds the run lock.
 *
 * Writes   ops.runs, ops.audit_log
 */
export const startRun = (
  args: Record<string, unknown>,
  source: string,
): Effect.Effect<string, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const now = new Date(yield* Clock.currentTimeMillis);
    const runId = randomUUID();
    yield* database.transaction(
      { operation: "ledger.start_run", role: "trialflow_loader" },
      Effect.andThen(
        markCrashedRuns(now),
        database.query("ledger.start_run", (db) =>
          db.insert(runs).values({
            run_id: runId,
            program: program.name,
            status: "running",
            started_at: now,
            program_version: program.version,
            os_user: program.osUser,
            host: program.host,
            arguments: args,
            source,
          }),
        ),
      ),
    );
    return runId;
  });
