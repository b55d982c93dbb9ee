import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the strategies of observational studies.
 *
 * Source   ClinicalTrials.gov API v2 enum `ObservationalModel`. The labels of `DEFINED_POPULATION` and `NATURAL_HISTORY`
 *          do not occur in the measured files.
 */
export const ObservationalModel = vocabulary("observational_model", [
  { value: "COHORT", label: "Cohort" },
  { value: "CASE_CONTROL", label: "Case-Control" },
  { value: "CASE_ONLY", label: "Case-Only" },
  { value: "CASE_CROSSOVER", label: "Case-Crossover" },
  { value: "ECOLOGIC_OR_COMMUNITY", label: "Ecologic or Community" },
  { value: "FAMILY_BASED", label: "Family-Based" },
  { value: "DEFINED_POPULATION", label: "Defined Population" },
  { value: "NATURAL_HISTORY", label: "Natural History" },
  { value: "OTHER", label: "Other" },
]);

/** The strategy of an observational study. */
export type ObservationalModel = VocabularyValue<typeof ObservationalModel>;
