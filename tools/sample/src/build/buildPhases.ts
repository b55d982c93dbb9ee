import type { Random } from "../createRandom.ts";
import type { Intervention, StudyType } from "../Trial.ts";
import { phaseWeights } from "../vocabulary/designs.ts";

/** Builds the phases of a trial: one or two for medicines, `Not Applicable` for other treatments, none outside interventional trials. */
export const buildPhases = (
  random: Random,
  studyType: StudyType,
  interventions: ReadonlyArray<Intervention>,
): ReadonlyArray<string> => {
  if (studyType !== "Interventional") return [];
  const isMedicine = interventions.some(({ type }) => type === "Drug" || type === "Biological");
  return isMedicine || random.chance(0.03) ? random.weighted(phaseWeights) : ["Not Applicable"];
};
