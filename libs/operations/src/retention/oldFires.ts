import { scheduleFires } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { endStatuses } from "../fires/fireStates.ts";
import type { RetentionRule } from "./RetentionRule.ts";

const isOver = sql`${scheduleFires.status} in (${sql.join(
  [...endStatuses, "skipped"].map((status) => sql`${status}`),
  sql`, `,
)})`;

/** The newest tick of each schedule tells how many were missed since: it stays. */
const old = (before: Date) => sql`
select ${scheduleFires.fire_id}
from ${scheduleFires}
left join (
  select ${scheduleFires.schedule} as schedule, max(${scheduleFires.scheduled_at}) as scheduled_at
  from ${scheduleFires} where ${scheduleFires.kind} in ('tick', 'catch_up') group by 1
) newest on newest.schedule = ${scheduleFires.schedule} and newest.scheduled_at = ${scheduleFires.scheduled_at}
  and ${scheduleFires.kind} in ('tick', 'catch_up')
where ${isOver} and newest.schedule is null
  and coalesce(${scheduleFires.finished_at}, ${scheduleFires.created_at}) < ${before.toISOString()}::timestamptz`;

/** Fires that are over. Their runs stay: loads and the audit log refer to them. */
export const oldFires: RetentionRule = {
  subject: "fires",
  tables: ["ops.schedule_fires"],
  role: "dataops",
  count: (before) => sql`
select count(*)::float8 as units, count(*)::float8 as "ops.schedule_fires" from (${old(before)}) old`,
  remove: (before, limit) => sql`
with gone as (
  delete from ${scheduleFires} where ${scheduleFires.fire_id} in (${old(before)} order by ${scheduleFires.created_at} limit ${limit})
  returning 1
)
select count(*)::float8 as units, count(*)::float8 as "ops.schedule_fires" from gone`,
};
