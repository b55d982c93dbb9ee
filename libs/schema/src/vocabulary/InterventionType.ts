import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the kinds of intervention.
 *
 * Source   ClinicalTrials.gov API v2 enum `InterventionType`
 */
export const InterventionType = vocabulary("intervention_type", [
  { value: "DRUG", label: "Drug" },
  { value: "BIOLOGICAL", label: "Biological" },
  { value: "DEVICE", label: "Device" },
  { value: "PROCEDURE", label: "Procedure" },
  { value: "RADIATION", label: "Radiation" },
  { value: "BEHAVIORAL", label: "Behavioral" },
  { value: "GENETIC", label: "Genetic" },
  { value: "DIETARY_SUPPLEMENT", label: "Dietary Supplement" },
  { value: "COMBINATION_PRODUCT", label: "Combination Product" },
  { value: "DIAGNOSTIC_TEST", label: "Diagnostic Test" },
  { value: "OTHER", label: "Other" },
]);

/** A kind of intervention. */
export type InterventionType = VocabularyValue<typeof InterventionType>;
