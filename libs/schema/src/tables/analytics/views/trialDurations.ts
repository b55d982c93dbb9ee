import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, integer, text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { trialPhases } from "../trialPhases.ts";
import { trials } from "../trials.ts";

/**
 * Answers: how long do trials take? Grain: one row per start year, study type, phase, date precision and whether completed.
 *
 * Duration = completion date minus start date in days. `date_precision` is `day` where both dates name a day; `month` or
 * `year` where one of them is coarser (its first day is used, so single durations are off by up to that period). The
 * registry's completion date is a plan until the trial has completed: `is_completed` keeps real durations (status
 * completed) apart from planned ones. A trial of a combined phase counts once for each of its phases.
 */
export const trialDurations = analytics
  .view("trial_durations", {
    start_year: integer(),
    study_type: text(),
    phase: text(),
    date_precision: text(),
    is_completed: boolean(),
    trial_count: bigint({ mode: "number" }),
    average_duration_days: doublePrecision(),
    median_duration_days: doublePrecision(),
    minimum_duration_days: integer(),
    maximum_duration_days: integer(),
  })
  .as(sql`
select extract(year from ${trials.start_date})::int as start_year, ${trials.study_type} as study_type, ${trialPhases.phase} as phase,
       case when 'year' in (${trials.start_date_precision}, ${trials.completion_date_precision}) then 'year'
            when 'month' in (${trials.start_date_precision}, ${trials.completion_date_precision}) then 'month'
            else 'day' end as date_precision,
       coalesce(${trials.overall_status} = 'COMPLETED', false) as is_completed,
       count(*) as trial_count,
       avg(${trials.completion_date} - ${trials.start_date})::float8 as average_duration_days,
       percentile_cont(0.5) within group (order by ${trials.completion_date} - ${trials.start_date})::float8 as median_duration_days,
       min(${trials.completion_date} - ${trials.start_date}) as minimum_duration_days,
       max(${trials.completion_date} - ${trials.start_date}) as maximum_duration_days
from ${trials}
left join ${trialPhases} on ${trialPhases.nct_id} = ${trials.nct_id}
where ${trials.start_date} is not null and ${trials.completion_date} is not null
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5`);
