import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the parties that masking keeps from knowing the assignment.
 *
 * Source   ClinicalTrials.gov API v2 enum `WhoMasked`. `Subject` and `Caregiver` are the spellings of exports before 2017
 *          (not in the measured files).
 */
export const WhoMasked = vocabulary("who_masked", [
  { value: "PARTICIPANT", label: "Participant", alsoWritten: ["Subject"] },
  { value: "CARE_PROVIDER", label: "Care Provider", alsoWritten: ["Caregiver"] },
  { value: "INVESTIGATOR", label: "Investigator" },
  { value: "OUTCOMES_ASSESSOR", label: "Outcomes Assessor" },
]);

/** A party that masking keeps from knowing the assignment. */
export type WhoMasked = VocabularyValue<typeof WhoMasked>;
