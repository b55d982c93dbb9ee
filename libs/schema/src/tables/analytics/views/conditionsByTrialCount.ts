import { sql } from "drizzle-orm";
import { bigint, doublePrecision, text, uuid } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { conditions } from "../conditions.ts";
import { trialConditions } from "../trialConditions.ts";
import { trials } from "../trials.ts";

/**
 * Answers: which conditions are studied most? Grain: one row per condition after the crosswalk, most studied first.
 *
 * A trial counts once for a condition, also when it names it twice or in two spellings. `spelling_count` says how many
 * spellings the sources use; `analytics.trial_conditions.name` has each.
 */
export const conditionsByTrialCount = analytics
  .view("conditions_by_trial_count", {
    condition_id: uuid(),
    condition: text(),
    trial_count: bigint({ mode: "number" }),
    trial_share: doublePrecision(),
    spelling_count: bigint({ mode: "number" }),
  })
  .as(sql`
select ${conditions.condition_id} as condition_id, ${conditions.name} as condition,
       count(distinct ${trialConditions.nct_id}) as trial_count,
       count(distinct ${trialConditions.nct_id})::float8 / (select count(*) from ${trials}) as trial_share,
       count(distinct ${trialConditions.name}) as spelling_count
from ${trialConditions}
join ${conditions} on ${conditions.condition_id} = ${trialConditions.condition_id}
group by ${conditions.condition_id}, ${conditions.name}
order by trial_count desc, condition`);
