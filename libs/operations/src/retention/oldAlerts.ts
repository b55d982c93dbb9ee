import { alerts, scheduleFires } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { RetentionRule } from "./RetentionRule.ts";

/**
 * What is not over yet stays, and so does what tells of a fire that is still in the ledger: its row is why nobody is told twice.
 */
const old = (before: Date) => sql`
select ${alerts.alert_key}
from ${alerts}
where ${alerts.raised_at} < ${before.toISOString()}::timestamptz
  and (${alerts.resolved_at} < ${before.toISOString()}::timestamptz or ${alerts.kind} = 'recovered')
  and not exists (
    select from ${scheduleFires}
    where ${scheduleFires.run_id} = ${alerts.run_id} or ${scheduleFires.fire_id} = ${alerts.run_id}
       or strpos(${alerts.alert_key}, ${scheduleFires.fire_id}::text) > 0)`;

/** Alerts whose cause is over. */
export const oldAlerts: RetentionRule = {
  subject: "alerts",
  tables: ["ops.alerts"],
  role: "dataops",
  count: (before) => sql`select count(*)::float8 as units, count(*)::float8 as "ops.alerts" from (${old(before)}) old`,
  remove: (before, limit) => sql`
with gone as (
  delete from ${alerts} where ${alerts.alert_key} in (${old(before)} order by ${alerts.raised_at} limit ${limit})
  returning 1
)
select count(*)::float8 as units, count(*)::float8 as "ops.alerts" from gone`,
};
