import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the units of ages with their length in days: a year is 365.25 days, a month a twelfth of it.
 *
 * Source   ClinicalTrials.gov API v2 type `NormalizedTime` ("18 Years"); the registry writes the singular for 1
 */
export const AgeUnit = vocabulary("age_unit", [
  { value: "YEAR", label: "Years", alsoWritten: ["Year"], days: 365.25 },
  { value: "MONTH", label: "Months", alsoWritten: ["Month"], days: 30.4375 },
  { value: "WEEK", label: "Weeks", alsoWritten: ["Week"], days: 7 },
  { value: "DAY", label: "Days", alsoWritten: ["Day"], days: 1 },
  { value: "HOUR", label: "Hours", alsoWritten: ["Hour"], days: 1 / 24 },
  { value: "MINUTE", label: "Minutes", alsoWritten: ["Minute"], days: 1 / 1440 },
]);

/** The unit of an age. */
export type AgeUnit = VocabularyValue<typeof AgeUnit>;
