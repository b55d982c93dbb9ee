import { Database, type DatabaseError } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";

/**
 * Reads when somebody last looked after that run of the schedulers which has gone without for longest, in seconds since 1970; null when
 * none is under way.
 *
 * Reads    ops.runs
 */
export const readOldestHeartbeat: Effect.Effect<number | null, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    Effect.map(
      database.query("metrics.heartbeats", (db) =>
        db.execute<{ readonly at: number | null }>(sql`
          select extract(epoch from min(coalesce(${runs.heartbeat_at}, ${runs.started_at})))::float8 as at
          from ${runs} where ${runs.status} = 'running' and ${runs.carrier} = 'engine'`),
      ),
      ([row]) => row?.at ?? null,
    ),
);
