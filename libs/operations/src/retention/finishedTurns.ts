import { scheduleFires } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { statusesUnderWay } from "../fires/fireStates.ts";
import type { RetentionRule } from "./RetentionRule.ts";
import { turnQueue, turnQueueName } from "./turnQueue.ts";

const open = sql.join(
  ["queued", ...statusesUnderWay].map((status) => sql`${status}`),
  sql`, `,
);

/**
 * Turns that were taken to their end, or given up, and whose fire is over: as long as it is not, the same turn could be offered again, and
 * the row says that it was done.
 *
 * Source   effect 4.1.0, persistence/PersistedQueue; a turn names its fire under `run.runId`
 */
const finished = (before: Date) => sql`
select turn.sequence
from ${turnQueue} turn
where turn.state in ('completed', 'failed') and turn.updated_at < ${before.toISOString()}::timestamptz at time zone 'UTC'
  and not exists (
    select from ${scheduleFires}
    where ${scheduleFires.fire_id}::text = turn.element::json -> 'run' ->> 'runId' and ${scheduleFires.status} in (${open}))`;

/** What the schedulers' queue keeps of turns that are over. It removes nothing itself. */
export const finishedTurns: RetentionRule = {
  subject: "engineMessages",
  tables: [turnQueueName],
  role: null,
  count: (before) => sql`
select count(*)::float8 as units, count(*)::float8 as "engine.turn_queue" from (${finished(before)}) finished`,
  remove: (before, limit) => sql`
with gone as (
  delete from ${turnQueue} where sequence in (${finished(before)} order by turn.sequence limit ${limit}) returning 1
)
select count(*)::float8 as units, count(*)::float8 as "engine.turn_queue" from gone`,
};
