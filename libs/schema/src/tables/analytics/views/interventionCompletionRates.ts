import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, text, uuid } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { interventions } from "../interventions.ts";
import { trialInterventions } from "../trialInterventions.ts";
import { trials } from "../trials.ts";

/** The smallest number of ended trials from which a completion rate means something. */
export const minimumEndedTrials = 5;

/**
 * Answers: which interventions have the highest completion rate? Grain: one row per intervention that has an ended trial.
 *
 * Rate = completed trials over trials that ended (completed, terminated, withdrawn), by status alone: a planned completion
 * date is no completion. `is_reliable` marks groups of at least {@link minimumEndedTrials} ended trials; they come first. Only ended trials
 * are looked up: they are the few, and each entry has a trial.
 */
export const interventionCompletionRates = analytics
  .view("intervention_completion_rates", {
    intervention_id: uuid(),
    intervention_type: text(),
    intervention: text(),
    trial_count: bigint({ mode: "number" }),
    ended_count: bigint({ mode: "number" }),
    completed_count: bigint({ mode: "number" }),
    terminated_count: bigint({ mode: "number" }),
    withdrawn_count: bigint({ mode: "number" }),
    completion_rate: doublePrecision(),
    is_reliable: boolean(),
  })
  .as(sql`
with used as (
  select distinct ${trialInterventions.intervention_id} as intervention_id, ${trialInterventions.nct_id} as nct_id
  from ${trialInterventions}
), ended as (
  select ${trials.nct_id} as nct_id, ${trials.overall_status} as overall_status from ${trials}
  where ${trials.overall_status} in ('COMPLETED', 'TERMINATED', 'WITHDRAWN')
), counted as (
  select used.intervention_id, count(*) as trial_count,
         count(ended.overall_status) as ended_count,
         count(*) filter (where ended.overall_status = 'COMPLETED') as completed_count,
         count(*) filter (where ended.overall_status = 'TERMINATED') as terminated_count,
         count(*) filter (where ended.overall_status = 'WITHDRAWN') as withdrawn_count
  from used left join ended on ended.nct_id = used.nct_id
  group by used.intervention_id
)
select ${interventions.intervention_id} as intervention_id, ${interventions.intervention_type} as intervention_type,
       ${interventions.name} as intervention, counted.trial_count, counted.ended_count, counted.completed_count,
       counted.terminated_count, counted.withdrawn_count,
       counted.completed_count::float8 / counted.ended_count as completion_rate,
       counted.ended_count >= ${sql.raw(String(minimumEndedTrials))} as is_reliable
from counted join ${interventions} on ${interventions.intervention_id} = counted.intervention_id
where counted.ended_count > 0
order by is_reliable desc, completion_rate desc, ended_count desc, intervention`);
