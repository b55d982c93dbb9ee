import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the main purposes of an interventional study.
 *
 * Source   ClinicalTrials.gov API v2 enum `PrimaryPurpose`. The label of `ECT` is the registry's, but does not occur in
 *          the measured files.
 */
export const PrimaryPurpose = vocabulary("primary_purpose", [
  { value: "TREATMENT", label: "Treatment" },
  { value: "PREVENTION", label: "Prevention" },
  { value: "DIAGNOSTIC", label: "Diagnostic" },
  { value: "ECT", label: "Educational/Counseling/Training" },
  { value: "SUPPORTIVE_CARE", label: "Supportive Care" },
  { value: "SCREENING", label: "Screening" },
  { value: "HEALTH_SERVICES_RESEARCH", label: "Health Services Research" },
  { value: "BASIC_SCIENCE", label: "Basic Science" },
  { value: "DEVICE_FEASIBILITY", label: "Device Feasibility" },
  { value: "OTHER", label: "Other" },
]);

/** The main purpose of an interventional study. */
export type PrimaryPurpose = VocabularyValue<typeof PrimaryPurpose>;
