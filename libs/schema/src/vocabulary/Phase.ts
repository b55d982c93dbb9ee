import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists trial phases. A combined phase (`Phase 1|Phase 2`) is two values; a record without a phase is no `NA`.
 *
 * Source   ClinicalTrials.gov API v2 enum `Phase`. `N/A` is the spelling of the old XML and of AACT, `Phase 0` the name
 *          that Early Phase 1 had in old records (neither occurs in the measured files).
 */
export const Phase = vocabulary("phase", [
  { value: "EARLY_PHASE1", label: "Early Phase 1", alsoWritten: ["Phase 0"] },
  { value: "PHASE1", label: "Phase 1" },
  { value: "PHASE2", label: "Phase 2" },
  { value: "PHASE3", label: "Phase 3" },
  { value: "PHASE4", label: "Phase 4" },
  { value: "NA", label: "Not Applicable", alsoWritten: ["N/A"] },
]);

/** A trial phase. */
export type Phase = VocabularyValue<typeof Phase>;
