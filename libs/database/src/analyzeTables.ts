import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { Database } from "./Database.ts";
import type { DatabaseError } from "./errors.ts";
import { quotedName } from "./quotedName.ts";
import { tablesToAnalyze } from "./tablesToAnalyze.ts";

/**
 * Refreshes the planner's statistics of tables that have just been written, where these have changed a lot: the next step must not plan
 * for empty tables. Only of the columns that joins and look-ups go by, see {@link tablesToAnalyze}.
 *
 * Outside of the writing transaction: what it takes time for is then safe already. With the owner's rights, which alone suffice.
 */
export const analyzeTables = (
  tables: ReadonlyArray<PgTable>,
  options: { readonly isForced?: boolean } = {},
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation: "database.analyze", role: "dataops" },
      Effect.gen(function* () {
        const stale = yield* database.query("database.find_stale", (db) =>
          db.execute<{ target: string }>(tablesToAnalyze(tables.map(quotedName), options)),
        );
        if (stale.length === 0) return;
        const targets = stale.map(({ target }) => target).join(", ");
        yield* database.query("database.analyze", (db) => db.execute(sql.raw(`analyze ${targets}`)));
      }),
    ),
  );
