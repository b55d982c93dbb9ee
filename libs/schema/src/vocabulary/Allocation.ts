import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists how participants are assigned to arms.
 *
 * Source   ClinicalTrials.gov API v2 enum `DesignAllocation`
 */
export const Allocation = vocabulary("allocation", [
  { value: "RANDOMIZED", label: "Randomized" },
  { value: "NON_RANDOMIZED", label: "Non-Randomized" },
  { value: "NA", label: "N/A" },
]);

/** How participants are assigned to arms. */
export type Allocation = VocabularyValue<typeof Allocation>;
