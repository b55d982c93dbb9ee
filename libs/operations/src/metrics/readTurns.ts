import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { turnQueue, turnQueueName } from "../retention/turnQueue.ts";
import type { TurnFacts } from "./ScheduleMetrics.ts";

/** The schedulers' queue gives a turn out again when its taker gives no sign of life for so long. */
const lockExpiration = "10 seconds";

/**
 * Reads how many turns of runs wait in the schedulers' queue, are under way, or were given up, and how long the oldest one has been waiting. Null
 * when there is no queue yet, or when it is not this login's to read: no role but its owner's has a right in schema engine.
 *
 * Reads    engine.turn_queue, with the login's own rights
 * Units    turns; seconds by the server's clock
 */
export const readTurns: Effect.Effect<TurnFacts | null, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const [queue] = yield* database.query("metrics.turn_queue", (db) =>
    db.execute<{ readonly isReadable: boolean }>(sql`
      select exists(
        select from pg_class join pg_namespace as namespace on namespace.oid = relnamespace
        where nspname || '.' || relname = ${turnQueueName}
          and has_schema_privilege(namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select')
      ) as "isReadable"`),
  );
  if (queue?.isReadable !== true) return null;
  const [facts] = yield* database.query("metrics.turns", (db) =>
    db.execute<TurnFacts & Record<string, unknown>>(sql`
      with turns as (
        select state, visible_at, now() at time zone 'UTC' as now,
               acquired_at is not null and acquired_at >= now() at time zone 'UTC' - ${lockExpiration}::interval as "isHeld"
        from ${turnQueue} where state in ('pending', 'failed')
      )
      select count(*) filter (where state = 'pending' and not "isHeld")::float8 as waiting,
             count(*) filter (where state = 'pending' and "isHeld")::float8 as "underWay",
             count(*) filter (where state = 'failed')::float8 as "givenUp",
             greatest(0, coalesce(extract(epoch from max(now - visible_at) filter (where state = 'pending' and not "isHeld")), 0))::float8
               as "waitingSeconds"
      from turns`),
  );
  return facts ?? null;
});
