import { type dateColumnNames, stagingTrials } from "@trialflow/schema";
import type { PreciseDate } from "../checks/PreciseDate.ts";

/** Gives one of the registry's dates with its precision. */
export const registryDate = (name: (typeof dateColumnNames)[number]): PreciseDate => ({
  date: stagingTrials[name],
  precision: stagingTrials[`${name}_precision`],
});
