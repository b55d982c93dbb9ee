import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";
import { recordFailedAct } from "./recordFailure.ts";

const crash = "the process ended without a word";

/**
 * Opens a run in the ledger. Runs that still stand as running belong to processes that are gone, since the caller holds the
 * run lock: they are marked as crashed, which is an act of its own in the
 * audit log.
 *
 * Writes   ops.runs, ops.audit_log
 */
export const startRun = (args: Record<string, unknown>): Effect.Effect<string, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const now = new Date(yield* Clock.currentTimeMillis);
    const runId = randomUUID();
    yield* database.transaction(
      { operation: "ledger.start_run", role: "trialflow_loader" },
      Effect.flatMap(
        database.query("ledger.start_run", async (db) => {
          const crashed = await db
            .update(runs)
            .set({ status: "crashed", finished_at: now, error: crash })
            .where(eq(runs.status, "running"))
            .returning({ runId: runs.run_id, program: runs.program });
          await db.insert(runs).values({
            run_id: runId,
            program: program.name,
            status: "running",
            started_at: now,
            program_version: program.version,
            os_user: program.osUser,
            host: program.host,
            arguments: args,
          });
          return crashed;
        }),
        (crashed) =>
          Effect.forEach(crashed, (run) =>
            recordFailedAct({
              act: "run_failed",
              subject: run.program,
              runId: run.runId,
              error: crash,
              details: { status: "crashed" },
            }),
          ),
      ),
    );
    return runId;
  });
