import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { Database } from "./Database.ts";
import { DatabaseError } from "./errors.ts";

const operation = "database.create";

/**
 * Creates a database on the same server where it is missing and the login may do so; tells whether it was created.
 *
 * Errors       {@link DatabaseError} `InsufficientPrivilege` with the statement that an administrator has to run
 * Idempotent   yes; two at once: the second one finds it
 */
export const createMissingDatabase = (name: string): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const isThere = Effect.map(
      database.query(operation, (db) => db.execute(sql`select 1 from pg_database where datname = ${name}`)),
      (rows) => rows.length > 0,
    );
    if (yield* isThere) return false;
    const [login] = yield* database.query(operation, (db) =>
      db.execute<{ name: string; may: boolean }>(
        sql`select current_user as name, rolsuper or rolcreatedb as may from pg_roles where rolname = current_user`,
      ),
    );
    if (login?.may !== true) {
      return yield* new DatabaseError({
        operation,
        reason: "InsufficientPrivilege",
        sqlState: null,
        detail: `the database "${name}" is not there, and the login "${login?.name}" may not create it`,
        remedy: `Have an administrator run once: create database "${name}"; grant create on database "${name}" to dataops;`,
        isRetryable: false,
      });
    }
    return yield* database
      .query(operation, (db) => db.execute(sql`create database ${sql.identifier(name)}`))
      .pipe(
        Effect.as(true),
        Effect.catch((error) =>
          Effect.flatMap(isThere, (found) => (found ? Effect.succeed(false) : Effect.fail(error))),
        ),
      );
  });
