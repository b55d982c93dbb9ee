import {
  stagingTrialInterventions as interventions,
  stagingTrialLocations as locations,
  rejectStates,
  stagingTrials as trials,
} from "@trialflow/schema";
import { eq, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { counterpart } from "../checks/counterpart.ts";
import { notNull } from "../checks/notNull.ts";

/**
 * Which words of the source must be known. The columns are empty where the source says nothing or uses a word that is in
 * no crosswalk; a constraint of the database keeps every other word out.
 *
 * Source   ClinicalTrials.gov API v2 enums; ISO 3166-1
 */
export const vocabulary: ReadonlyArray<Check> = [
  notNull({
    name: "overall_status_is_known",
    severity: "warn",
    description: "Every trial has a status that the vocabulary knows.",
    column: trials.overall_status,
  }),
  notNull({
    name: "study_type_is_known",
    severity: "warn",
    description: "Every trial has a study type that the vocabulary knows.",
    column: trials.study_type,
  }),
  notNull({
    name: "has_results_is_known",
    severity: "warn",
    description: "Every trial says whether it has results.",
    column: trials.has_results,
  }),
  notNull({
    name: "sex_is_known",
    severity: "warn",
    description: "Every trial says which sexes may take part.",
    column: trials.sex,
  }),
  notNull({
    name: "allocation_of_interventional_is_known",
    severity: "warn",
    description: "Every interventional trial says how participants are allocated.",
    column: trials.allocation,
    where: eq(trials.study_type, "INTERVENTIONAL"),
  }),
  notNull({
    name: "intervention_type_is_known",
    severity: "warn",
    description: "Every intervention has a type that the vocabulary knows.",
    column: interventions.intervention_type,
  }),
  notNull({
    name: "country_is_resolved",
    severity: "warn",
    description: "Every site lies in a country of ISO 3166.",
    column: locations.country_code,
  }),
  notNull({
    name: "country_is_rarely_unresolved",
    severity: "error",
    description: "At most one site in twenty lies in a country that is not resolved.",
    column: locations.country_code,
    tolerance: { maxFailedShare: 0.05 },
  }),
  counterpart({
    name: "vocabulary_news_are_few",
    severity: "error",
    description: "At most one trial in fifty uses a word that no vocabulary has and that nobody waived.",
    table: trials,
    counterpart: sql`select from ${rejectStates} where ${rejectStates.record_id} = ${trials._record_id}
  and ${rejectStates.rule_version} = ${trials._rule_version} and ${rejectStates.kind} = 'vocabulary_news' and ${rejectStates.state} = 'open'`,
    isExpected: false,
    tolerance: { maxFailedShare: 0.02 },
  }),
];
