import { Database, type DatabaseError } from "@trialflow/database";
import { checkRuns, loads, sourceStates } from "@trialflow/schema";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { Effect } from "effect";

/** Tells whether a source's loaded content has not been published yet and no closed gate is known to be the reason. */
export const isLoadPending = (source: string): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.is_load_pending", (db) =>
        db
          .select({ loadId: loads.load_id })
          .from(sourceStates)
          .innerJoin(loads, eq(loads.load_id, sourceStates.loaded_load_id))
          .leftJoin(checkRuns, eq(checkRuns.check_run_id, sourceStates.check_run_id))
          .where(
            and(
              eq(sourceStates.source, source),
              isNull(loads.published_at),
              or(
                isNull(checkRuns.verdict),
                sql`${checkRuns.verdict} <> 'failed'`,
                sql`${sourceStates.checked_load_id} <> ${sourceStates.loaded_load_id}`,
              ),
            ),
          ),
      ),
      (rows) => rows.length > 0,
    ),
  );
