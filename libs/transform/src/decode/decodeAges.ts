import type { CtgovLegacyRow } from "@trialflow/schema";
import { parseAgeRange } from "../parse/parseAgeRange.ts";
import { remember } from "../parse/remember.ts";
import type { ProblemLog } from "./ProblemLog.ts";

const parseAges = remember(parseAgeRange);

/** Reads the age column into the trial's age columns; a record without readable ages has no age groups either. */
export const decodeAges = (row: CtgovLegacyRow, log: ProblemLog) => {
  const range = log.read("age", row.age, parseAges);
  const minimum = range?.minimum ?? null;
  const maximum = range?.maximum ?? null;
  return {
    minimum_age: minimum?.value ?? null,
    minimum_age_unit: minimum?.unit ?? null,
    minimum_age_days: minimum?.days ?? null,
    maximum_age: maximum?.value ?? null,
    maximum_age_unit: maximum?.unit ?? null,
    maximum_age_days: maximum?.days ?? null,
    std_ages: [...(range?.stdAges ?? [])],
  };
};
