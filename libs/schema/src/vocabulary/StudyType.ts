import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists what kind of study a record describes.
 *
 * Source   ClinicalTrials.gov API v2 enum `StudyType`
 */
export const StudyType = vocabulary("study_type", [
  { value: "INTERVENTIONAL", label: "Interventional" },
  { value: "OBSERVATIONAL", label: "Observational" },
  { value: "EXPANDED_ACCESS", label: "Expanded Access" },
]);

/** What kind of study a record describes. */
export type StudyType = VocabularyValue<typeof StudyType>;
