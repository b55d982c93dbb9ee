import { checkFailures, checkRuns, sourceStates } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { RetentionRule } from "./RetentionRule.ts";

const key = sql`${checkFailures.check_run_id}, ${checkFailures.check_name}, ${checkFailures.ordinal}`;

/** The verdict that stands keeps its samples, however old it is. */
const old = (before: Date) => sql`
select ${key}
from ${checkFailures}
join ${checkRuns} on ${checkRuns.check_run_id} = ${checkFailures.check_run_id}
where ${checkRuns.started_at} < ${before.toISOString()}::timestamptz
  and not exists (select from ${sourceStates} where ${sourceStates.check_run_id} = ${checkRuns.check_run_id})`;

/** The sampled rows of failed checks. What the checks counted, and their verdicts, stay. */
export const oldCheckFailures: RetentionRule = {
  subject: "checkFailures",
  tables: ["ops.check_failures"],
  role: "dataops",
  count: (before) => sql`
select count(*)::float8 as units, count(*)::float8 as "ops.check_failures" from (${old(before)}) old`,
  remove: (before, limit) => sql`
with gone as (
  delete from ${checkFailures} where (${key}) in (${old(before)} order by ${checkRuns.started_at} limit ${limit})
  returning 1
)
select count(*)::float8 as units, count(*)::float8 as "ops.check_failures" from gone`,
};
