import { Database, type DatabaseError } from "@trialflow/database";
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";

/** Remembers in which tables statements wrote a row. */
export interface WrittenTables {
  readonly tables: ReadonlySet<PgTable>;
  /** Runs a statement that writes a table; null for one that writes none that lasts. */
  readonly execute: (
    operation: string,
    table: PgTable | null,
    statement: SQL,
  ) => Effect.Effect<void, DatabaseError, Database>;
}

/** Begins with no table. */
export const writtenTables = (): WrittenTables => {
  const tables = new Set<PgTable>();
  return {
    tables,
    execute: (operation, table, statement) =>
      Effect.flatMap(Database, (database) =>
        Effect.map(
          database.query(operation, (db) => db.execute(statement)),
          ({ count }) => {
            if (table !== null && count > 0) tables.add(table);
          },
        ),
      ),
  };
};
