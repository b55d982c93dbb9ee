import { Database, type DatabaseError } from "@trialflow/database";
import { sourceStates } from "@trialflow/schema";
import { and, isNotNull, ne } from "drizzle-orm";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";

/**
 * Refuses to bring a source into a database that holds another one's data: publishing it would make the other's trials vanish.
 *
 * Errors   {@link PipelineError} `OtherSource`
 */
export const refuseOtherSource = (source: string): Effect.Effect<void, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [other] = yield* database.query("ledger.other_source", (db) =>
      db
        .select({ source: sourceStates.source })
        .from(sourceStates)
        .where(and(ne(sourceStates.source, source), isNotNull(sourceStates.loaded_load_id)))
        .limit(1),
    );
    if (other === undefined) return;
    return yield* new PipelineError({
      operation: "pipeline.load",
      reason: "OtherSource",
      message: `The database "${database.info.database}" holds the source ${other.source}; ${source} was not loaded. A database holds one source: give this one a database of its own (DATABASE_URL, or "database" in its schedule).`,
      isRetryable: false,
    });
  });
