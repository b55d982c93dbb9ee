import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { Database } from "./Database.ts";
import type { DatabaseError } from "./errors.ts";

/**
 * Waits for a named lock, the same as `advisoryLock`'s, and holds it until the current transaction ends. Needs one.
 *
 * For work whose processes change: whoever comes second sees what the first one committed.
 */
export const advisoryLockInTransaction = (name: string): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.asVoid(
      database.query("database.lock", (db) =>
        db.execute(sql`select pg_advisory_xact_lock(hashtext(${`trialflow.${name}`}))`),
      ),
    ),
  );

/** Takes the lock if nobody holds it, and tells whether. */
export const tryAdvisoryLockInTransaction = (name: string): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("database.lock", (db) =>
        db.execute<{ locked: boolean }>(
          sql`select pg_try_advisory_xact_lock(hashtext(${`trialflow.${name}`})) as locked`,
        ),
      ),
      ([row]) => row?.locked === true,
    ),
  );
