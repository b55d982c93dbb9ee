import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";

/**
 * Opens a run in the ledger. Runs that still stand as running belong to processes that are gone, since the caller holds the
 * run lock: they are marked as crashed.
 *
 * Writes   ops.runs
 */
export const startRun = (args: Record<string, unknown>): Effect.Effect<string, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    const now = new Date(yield* Clock.currentTimeMillis);
    const runId = randomUUID();
    yield* database.transaction(
      { operation: "ledger.start_run", role: "trialflow_loader" },
      database.query("ledger.start_run", async (db) => {
        await db
          .update(runs)
          .set({ status: "crashed", finished_at: now, error: "the process ended without a word" })
          .where(eq(runs.status, "running"));
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
      }),
    );
    return runId;
  });
