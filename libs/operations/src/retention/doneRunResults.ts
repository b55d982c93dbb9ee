import { runResults, runs } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { doneStatuses } from "../fires/fireStates.ts";
import type { RetentionRule } from "./RetentionRule.ts";

const done = sql.join(
  doneStatuses.map((status) => sql`${status}`),
  sql`, `,
);

/** Those of a run that failed or was cancelled stay: people may let it go on. */
const old = (before: Date) => sql`
select ${runResults.run_id}, ${runResults.step_key}
from ${runResults} join ${runs} on ${runs.run_id} = ${runResults.run_id}
where ${runs.status} in (${done}) and ${runs.finished_at} < ${before.toISOString()}::timestamptz`;

/** What the pieces of a run gave that came to its end: nobody goes on with it any more. */
export const doneRunResults: RetentionRule = {
  subject: "engineMessages",
  tables: ["ops.run_results"],
  role: "dataops",
  count: (before) =>
    sql`select count(*)::float8 as units, count(*)::float8 as "ops.run_results" from (${old(before)}) old`,
  remove: (before, limit) => sql`
with gone as (
  delete from ${runResults} where (${runResults.run_id}, ${runResults.step_key}) in (${old(before)} order by ${runs.finished_at} limit ${limit})
  returning 1
)
select count(*)::float8 as units, count(*)::float8 as "ops.run_results" from gone`,
};
