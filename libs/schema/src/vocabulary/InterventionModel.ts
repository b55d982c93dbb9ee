import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the designs by which interventions are assigned.
 *
 * Source   ClinicalTrials.gov API v2 enum `InterventionalAssignment`
 */
export const InterventionModel = vocabulary("intervention_model", [
  { value: "SINGLE_GROUP", label: "Single Group Assignment" },
  { value: "PARALLEL", label: "Parallel Assignment" },
  { value: "CROSSOVER", label: "Crossover Assignment" },
  { value: "FACTORIAL", label: "Factorial Assignment" },
  { value: "SEQUENTIAL", label: "Sequential Assignment" },
]);

/** The design by which interventions are assigned. */
export type InterventionModel = VocabularyValue<typeof InterventionModel>;
