import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists how an observational study's observations lie in time.
 *
 * Source   ClinicalTrials.gov API v2 enum `DesignTimePerspective`
 */
export const TimePerspective = vocabulary("time_perspective", [
  { value: "RETROSPECTIVE", label: "Retrospective" },
  { value: "PROSPECTIVE", label: "Prospective" },
  { value: "CROSS_SECTIONAL", label: "Cross-Sectional" },
  { value: "OTHER", label: "Other" },
]);

/** How an observational study's observations lie in time. */
export type TimePerspective = VocabularyValue<typeof TimePerspective>;
