import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/** Who holds the lock of a run: the server's process, and what it last said of itself. */
export interface RunLockHolder extends Record<string, unknown> {
  readonly pid: number;
  readonly program: string;
  readonly client: string;
  readonly heldSeconds: number;
}

/** Finds the session that holds the lock of a run on this database; null where it is free. */
export const readRunLock: Effect.Effect<RunLockHolder | null, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("doctor.run_lock", (db) =>
        db.execute<RunLockHolder>(sql`
          select pg_locks.pid, coalesce(application_name, '') as program, coalesce(host(client_addr), 'this machine') as client,
                 extract(epoch from now() - backend_start)::float8 as "heldSeconds"
          from pg_locks left join pg_stat_activity on pg_stat_activity.pid = pg_locks.pid
          where locktype = 'advisory' and granted and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())
            and ((classid::bigint << 32) | objid::bigint) = hashtext('trialflow.run')::bigint limit 1`),
      ),
      ([holder]) => holder ?? null,
    ),
);
