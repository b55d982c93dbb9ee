import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * The `application_name` under which a scheduler holds connections for as long as it lives. The server ends them with it, whatever it
 * died of: no heartbeat tells more.
 */
export const schedulerApplicationName = "trialflow-scheduler";

/**
 * Counts the connections of schedulers to this database: none when no scheduler runs.
 *
 * Reads   pg_stat_activity; a login that may not see what others do counts none of theirs
 */
export const countSchedulerConnections: Effect.Effect<number, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("fires.count_schedulers", (db) =>
        db.execute<{ connections: number }>(sql`
          select count(*)::int as connections from pg_stat_activity
          where datname = current_database() and application_name = ${schedulerApplicationName}`),
      ),
      ([row]) => row?.connections ?? 0,
    ),
);
