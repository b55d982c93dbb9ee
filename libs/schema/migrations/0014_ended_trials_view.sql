-- Only ended trials are looked up: same columns, same rows, same order.
CREATE OR REPLACE VIEW "analytics"."intervention_completion_rates" AS (
with used as (
  select distinct "analytics"."trial_interventions"."intervention_id" as intervention_id, "analytics"."trial_interventions"."nct_id" as nct_id
  from "analytics"."trial_interventions"
), ended as (
  select "analytics"."trials"."nct_id" as nct_id, "analytics"."trials"."overall_status" as overall_status from "analytics"."trials"
  where "analytics"."trials"."overall_status" in ('COMPLETED', 'TERMINATED', 'WITHDRAWN')
), counted as (
  select used.intervention_id, count(*) as trial_count,
         count(ended.overall_status) as ended_count,
         count(*) filter (where ended.overall_status = 'COMPLETED') as completed_count,
         count(*) filter (where ended.overall_status = 'TERMINATED') as terminated_count,
         count(*) filter (where ended.overall_status = 'WITHDRAWN') as withdrawn_count
  from used left join ended on ended.nct_id = used.nct_id
  group by used.intervention_id
)
select "analytics"."interventions"."intervention_id" as intervention_id, "analytics"."interventions"."intervention_type" as intervention_type,
       "analytics"."interventions"."name" as intervention, counted.trial_count, counted.ended_count, counted.completed_count,
       counted.terminated_count, counted.withdrawn_count,
       counted.completed_count::float8 / counted.ended_count as completion_rate,
       counted.ended_count >= 5 as is_reliable
from counted join "analytics"."interventions" on "analytics"."interventions"."intervention_id" = counted.intervention_id
where counted.ended_count > 0
order by is_reliable desc, completion_rate desc, ended_count desc, intervention);