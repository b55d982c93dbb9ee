import { sql } from "drizzle-orm";
import { Clock, Duration, Effect } from "effect";
import { CurrentTransaction } from "./Connection.ts";
import { Database } from "./Database.ts";
import type { DatabaseError } from "./errors.ts";

const key = (name: string) => sql`hashtext(${`trialflow.${name}`})::bigint`;

const pause = "250 millis";

/**
 * Ends the sessions that hold a lock of a name: what their transactions did is undone. The number of sessions.
 *
 * With the login's rights, not those of the current transaction's role.
 */
const endLockHolders = (name: string): Effect.Effect<number, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("database.end_holders", (db) =>
        db.execute<{ ended: boolean }>(sql`
          select pg_terminate_backend(pid) as ended from pg_locks
          where locktype = 'advisory' and objsubid = 1 and granted and pid <> pg_backend_pid()
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = ${key(name)}`),
      ),
      (rows) => rows.length,
    ),
  ).pipe(Effect.provideService(CurrentTransaction, null));

/**
 * Takes a lock of a name until the current transaction ends. Needs one. Whoever holds it longer than `patience` is taken for a process that is
 * frozen: its session is ended.
 *
 * For work whose process is chosen by others, who say that now this one has it.
 */
export const takeOverLock = (name: string, patience: Duration.Duration): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const begunAt = yield* Clock.currentTimeMillis;
    for (;;) {
      const [row] = yield* database.query("database.lock", (db) =>
        db.execute<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${key(name)}) as locked`),
      );
      if (row?.locked === true) return;
      if ((yield* Clock.currentTimeMillis) - begunAt > Duration.toMillis(patience)) {
        const ended = yield* endLockHolders(name);
        yield* Effect.annotateLogs(
          Effect.logWarning("Ended the session of a process that holds a step and does not go on"),
          {
            sessions: ended,
          },
        );
      }
      yield* Effect.sleep(pause);
    }
  });
