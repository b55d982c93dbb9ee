import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { Database } from "./Database.ts";
import type { DatabaseError } from "./errors.ts";

/**
 * Refreshes the planner's statistics of tables that have just been written: the next step must not plan for empty tables.
 *
 * Outside of the writing transaction, since only the tables' owner may do it.
 */
export const analyzeTables = (tables: ReadonlyArray<PgTable>): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation: "database.analyze", role: "dataops" },
      database.query("database.analyze", (db) => db.execute(sql`analyze ${sql.join([...tables], sql`, `)}`)),
    ),
  ).pipe(Effect.asVoid);
