import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists for whom an expanded access record makes a treatment available.
 *
 * Source   ClinicalTrials.gov API v2 `expandedAccessTypes` (flags `individual`, `intermediate`, `treatment`); values
 *          are the flags' names in the form of the other vocabularies
 */
export const ExpandedAccessType = vocabulary("expanded_access_type", [
  { value: "INDIVIDUAL", label: "Individual Patients" },
  { value: "INTERMEDIATE", label: "Intermediate-size Population" },
  { value: "TREATMENT", label: "Treatment IND/Protocol" },
]);

/** For whom an expanded access record makes a treatment available. */
export type ExpandedAccessType = VocabularyValue<typeof ExpandedAccessType>;
