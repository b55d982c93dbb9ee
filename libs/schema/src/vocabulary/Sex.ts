import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists which sexes may take part.
 *
 * Source   ClinicalTrials.gov API v2 enum `Sex`. `Both` is the spelling of exports before 2017 (not in the measured files).
 */
export const Sex = vocabulary("sex", [
  { value: "ALL", label: "All", alsoWritten: ["Both"] },
  { value: "FEMALE", label: "Female" },
  { value: "MALE", label: "Male" },
]);

/** Which sexes may take part. */
export type Sex = VocabularyValue<typeof Sex>;
