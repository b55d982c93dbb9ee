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
 * spellings the sources use; `analytics.trial_conditions.name` has each. Distinct trials are counted in two steps of hashing: the one of
 * `count(distinct)` is a sort.
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
       studied.trial_count,
       studied.trial_count::float8 / (select count(*) from ${trials}) as trial_share,
       spelt.spelling_count
from (
  select condition_id, count(*) as trial_count
  from (select distinct ${trialConditions.condition_id}, ${trialConditions.nct_id} from ${trialConditions}) as once
  group by condition_id
) studied
join (
  select condition_id, count(*) as spelling_count
  from (select distinct ${trialConditions.condition_id}, ${trialConditions.name} from ${trialConditions}) as once
  group by condition_id
) spelt on spelt.condition_id = studied.condition_id
join ${conditions} on ${conditions.condition_id} = studied.condition_id
order by trial_count desc, condition`);
