import type { Random } from "../createRandom.ts";
import type { StudyType } from "../Trial.ts";
import {
  allocationWeights,
  interventionModelWeights,
  maskingWeights,
  observationalModelWeights,
  primaryPurposeWeights,
  timePerspectiveWeights,
} from "../vocabulary/designs.ts";

const maskingWords = ["None (Open Label)", "Single", "Double", "Triple", "Quadruple"];

/** Writes the masking as its word and the masked roles: `Double (Participant, Investigator)`. */
export const maskingText = (roles: ReadonlyArray<string>): string =>
  roles.length === 0 ? `${maskingWords[0]}` : `${maskingWords[roles.length]} (${roles.join(", ")})`;

/** Builds the design of a trial as the pairs that its type of study has; expanded access has none. */
export const buildDesigns = (random: Random, studyType: StudyType): ReadonlyArray<readonly [string, string]> => {
  switch (studyType) {
    case "Expanded Access":
      return [];
    case "Observational":
      return [
        ["Observational Model", random.weighted(observationalModelWeights)],
        ["Time Perspective", random.weighted(timePerspectiveWeights)],
      ];
    case "Interventional": {
      const model = random.weighted(interventionModelWeights);
      const isSingleGroup = model === "Single Group Assignment";
      return [
        ["Allocation", isSingleGroup ? "N/A" : random.weighted(allocationWeights)],
        ["Intervention Model", model],
        ["Masking", maskingText(isSingleGroup ? [] : random.weighted(maskingWeights))],
        ["Primary Purpose", random.weighted(primaryPurposeWeights)],
      ];
    }
  }
};
