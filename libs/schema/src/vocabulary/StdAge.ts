import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the registry's standard age groups with their bounds in years of age (first and last included year).
 *
 * Source   ClinicalTrials.gov API v2 enum `StandardAge`; glossary: child birth to 17, adult 18 to 64, older adult 65 and
 *          over. `Senior` is the spelling of exports before 2017 (not in the measured files).
 */
export const StdAge = vocabulary("std_age", [
  { value: "CHILD", label: "Child", minYears: 0, maxYears: 17 },
  { value: "ADULT", label: "Adult", minYears: 18, maxYears: 64 },
  { value: "OLDER_ADULT", label: "Older Adult", alsoWritten: ["Senior"], minYears: 65, maxYears: null },
]);

/** A standard age group. */
export type StdAge = VocabularyValue<typeof StdAge>;
