import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists how exactly a date is known. A date of precision `month` or `year` is stored as the first day of that period.
 *
 * Source   ClinicalTrials.gov API v2 type `PartialDate` (yyyy, yyyy-MM, yyyy-MM-dd)
 */
export const DatePrecision = vocabulary("date_precision", [
  { value: "day", label: "Day" },
  { value: "month", label: "Month" },
  { value: "year", label: "Year" },
]);

/** How exactly a date is known. */
export type DatePrecision = VocabularyValue<typeof DatePrecision>;
