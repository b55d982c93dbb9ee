import { sql } from "drizzle-orm";
import { Effect, Schedule } from "effect";
import { Database } from "../Database.ts";
import type { DatabaseError } from "../errors.ts";

/** Tells whether tables, by their qualified and quoted names, have no row. One row in one of them is enough for no. */
export const areEmpty = (tables: ReadonlyArray<string>): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("bulk.are_empty", (db) =>
        // A snapshot that is older than the lock on the tables would not show the rows that were committed in between.
        db.execute<{ are_empty: boolean }>(sql`
          select current_setting('transaction_isolation') = 'read committed' and ${sql.join(
            tables.map((table) => sql`not exists (select from ${sql.raw(table)})`),
            sql` and `,
          )} as are_empty`),
      ),
      ([row]) => row?.are_empty === true,
    ),
  );

/** Of tables, by their qualified and quoted names, gives those that take no space: nobody can see a row in them, not even a deleted one. */
export const withoutPages = (
  tables: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<string>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("bulk.without_pages", (db) =>
        db.execute<{ name: string }>(sql`
          select name from jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb) as listed(name)
          where pg_relation_size(name::regclass) = 0`),
      ),
      (rows) => rows.map(({ name }) => name),
    ),
  );

const isHeld = (error: DatabaseError): boolean => error.sqlState === "55P03";

/**
 * Takes tables for the current transaction alone, readers shut out; false when other sessions hold one of them for longer than a few seconds.
 *
 * Asks again and again instead of waiting in the queue: there, every later reader would wait behind it, and two writers could wait for
 * each other.
 */
export const takeTables = (tables: ReadonlyArray<string>): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const execute = (statement: string) => database.query("bulk.take_tables", (db) => db.execute(sql.raw(statement)));
    const attempt = Effect.gen(function* () {
      yield* execute("savepoint take_tables");
      yield* Effect.tapError(
        execute(`lock table ${tables.join(", ")} in access exclusive mode nowait; release savepoint take_tables`),
        (error) =>
          isHeld(error) ? execute("rollback to savepoint take_tables; release savepoint take_tables") : Effect.void,
      );
    });
    return yield* attempt.pipe(
      Effect.retry({ while: isHeld, times: 30, schedule: Schedule.spaced("100 millis") }),
      Effect.as(true),
      Effect.catchIf(isHeld, () => Effect.succeed(false)),
    );
  });
