import { Database, type DatabaseError } from "@trialflow/database";
import { runResults } from "@trialflow/schema";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { Effect } from "effect";

/** Reads what the pieces of a run gave that are done, by their names. */
export const readRunResults = (runId: string): Effect.Effect<Map<string, unknown>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.read_run_results", (db) =>
        db
          .select({ stepKey: runResults.step_key, result: runResults.result })
          .from(runResults)
          .where(and(eq(runResults.run_id, runId), isNotNull(runResults.result))),
      ),
      (rows) => new Map(rows.map(({ stepKey, result }) => [stepKey, result])),
    ),
  );

/**
 * Keeps what a piece of a run gave, as plain JSON; what is there already stands.
 *
 * Writes   ops.run_results
 */
export const keepRunResult = (
  runId: string,
  stepKey: string,
  result: unknown,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.asVoid(
      database.query("ledger.keep_run_result", (db) =>
        db
          .insert(runResults)
          .values({ run_id: runId, step_key: stepKey, result })
          .onConflictDoUpdate({
            target: [runResults.run_id, runResults.step_key],
            set: { result },
            setWhere: isNull(runResults.result),
          }),
      ),
    ),
  );
