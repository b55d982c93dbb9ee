import { sql } from "drizzle-orm";
import { bigint, text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { phases } from "../phases.ts";
import { studyTypes } from "../studyTypes.ts";
import { trialPhases } from "../trialPhases.ts";
import { trials } from "../trials.ts";

/**
 * Answers: how many trials by study type and phase? Grain: one row per study type and phase that occur together.
 *
 * A trial of a combined phase (`Phase 1|Phase 2`) counts once for each of its phases, so the sum over phases may exceed
 * the number of trials. A trial without a phase (observational, expanded access) counts under a NULL phase.
 */
export const trialsByStudyTypeAndPhase = analytics
  .view("trials_by_study_type_and_phase", {
    study_type: text(),
    study_type_label: text(),
    phase: text(),
    phase_label: text(),
    trial_count: bigint({ mode: "number" }),
  })
  .as(sql`
select ${trials.study_type} as study_type, ${studyTypes.label} as study_type_label,
       ${trialPhases.phase} as phase, ${phases.label} as phase_label, count(*) as trial_count
from ${trials}
left join ${studyTypes} on ${studyTypes.study_type} = ${trials.study_type}
left join ${trialPhases} on ${trialPhases.nct_id} = ${trials.nct_id}
left join ${phases} on ${phases.phase} = ${trialPhases.phase}
group by ${trials.study_type}, ${studyTypes.label}, ${studyTypes.sort_order}, ${trialPhases.phase}, ${phases.label}, ${phases.sort_order}
order by ${studyTypes.sort_order}, ${phases.sort_order}`);
