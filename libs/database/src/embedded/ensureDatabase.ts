import { Effect } from "effect";
import type { AdminConnection } from "./AdminConnection.ts";
import { errorCode } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { lockSpace } from "./usageLock.ts";

/** The second part of the advisory lock's key under which one session at a time creates databases. */
const creating = 2;

const create = async ({ sql }: AdminConnection, database: string): Promise<void> => {
  await sql`select pg_advisory_lock(${lockSpace}::int, ${creating}::int)`;
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await sql`create database ${sql(database)} template template0`;
  } finally {
    await sql`select pg_advisory_unlock(${lockSpace}::int, ${creating}::int)`;
  }
};

/**
 * Accepts a database name that means the same in a URL and in SQL: drivers differ in how they decode others.
 *
 * Errors   `DatabaseFailed`
 */
export const checkDatabaseName = (database: string): Effect.Effect<void, EmbeddedPostgresError> =>
  /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(database)
    ? Effect.void
    : Effect.fail(
        new EmbeddedPostgresError({
          operation: "prepare",
          reason: {
            _tag: "DatabaseFailed",
            database,
            detail: "expected a name of 1 to 63 letters, digits, _ and -, beginning with a letter or _",
          },
        }),
      );

/**
 * Creates a database where it is missing.
 *
 * Idempotent   yes; safe while other sessions do the same
 * Errors       `DiskFull`, `DatabaseFailed`
 */
export const ensureDatabase = (connection: AdminConnection, database: string) =>
  Effect.tryPromise({
    try: () => create(connection, database),
    catch: (cause) => {
      const detail = cause instanceof Error ? cause.message : String(cause);
      return new EmbeddedPostgresError({
        operation: "start",
        reason:
          errorCode(cause) === "53100"
            ? { _tag: "DiskFull", path: `the database ${database}`, detail }
            : { _tag: "DatabaseFailed", database, detail },
        cause,
      });
    },
  });
