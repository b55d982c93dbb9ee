import { Database, type DatabaseError } from "@trialflow/database";
import { sourceStates } from "@trialflow/schema";
import { eq } from "drizzle-orm";
import { Effect } from "effect";

/** How far a source's data has come; all null before its first load. */
export type SourceState = typeof sourceStates.$inferSelect;

const unknown = (source: string): SourceState => ({
  source,
  loaded_load_id: null,
  staged_load_id: null,
  staged_rule_version: null,
  checked_load_id: null,
  checked_rule_version: null,
  checked_suite_version: null,
  check_run_id: null,
  published_load_id: null,
  published_rule_version: null,
  published_at: null,
});

/** Reads a source's state. */
export const readSourceState = (source: string): Effect.Effect<SourceState, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.read_source_state", (db) =>
        db.select().from(sourceStates).where(eq(sourceStates.source, source)),
      ),
      ([row]) => row ?? unknown(source),
    ),
  );

/** Moves marks of a source's state, in the current transaction. */
export const moveSourceState = (
  source: string,
  marks: Partial<Omit<SourceState, "source">>,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.asVoid(
      database.query("ledger.move_source_state", (db) =>
        db
          .insert(sourceStates)
          .values({ source, ...marks })
          .onConflictDoUpdate({ target: sourceStates.source, set: marks }),
      ),
    ),
  );
