import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists how many parties are kept from knowing the assignment. `maskedParties` is that number; `QUADRUPLE` means all four.
 *
 * Source   ClinicalTrials.gov API v2 enum `DesignMasking`. `Open Label`, `Single Blind` and `Double Blind` are the
 *          spellings of exports before 2017 (not in the measured files).
 */
export const Masking = vocabulary("masking", [
  { value: "NONE", label: "None (Open Label)", alsoWritten: ["None", "Open Label"], maskedParties: 0 },
  { value: "SINGLE", label: "Single", alsoWritten: ["Single Blind"], maskedParties: 1 },
  { value: "DOUBLE", label: "Double", alsoWritten: ["Double Blind"], maskedParties: 2 },
  { value: "TRIPLE", label: "Triple", maskedParties: 3 },
  { value: "QUADRUPLE", label: "Quadruple", maskedParties: 4 },
]);

/** How many parties are kept from knowing the assignment. */
export type Masking = VocabularyValue<typeof Masking>;
