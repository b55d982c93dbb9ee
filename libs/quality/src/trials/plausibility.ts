import { stagingTrials as trials } from "@trialflow/schema";
import { eq, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { lastDay } from "../checks/PreciseDate.ts";
import { range } from "../checks/range.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { newestUpdate } from "./newestUpdate.ts";
import { registryDate } from "./registryDate.ts";

/**
 * What is possible but odd. Nothing here stops publishing: registries hold such records, and an analyst should know.
 *
 * Source   bounds chosen from the classic exports of 2020, where enrollments reach ten million and one completion is set to 2099-12-31
 */
export const plausibility: ReadonlyArray<Check> = [
  range({
    name: "completion_date_is_no_placeholder",
    severity: "warn",
    description: "No completion date after 2090: such dates stand for an unknown one.",
    column: trials.completion_date,
    max: "2090-12-31",
  }),
  rowCondition({
    name: "completion_is_within_ten_years",
    severity: "warn",
    description: "No completion is planned more than ten years after the newest update in the data.",
    table: trials,
    holds: sql`${trials.completion_date} <= ${newestUpdate} + interval '10 years'`,
    shows: [trials.completion_date],
  }),
  range({
    name: "start_date_is_plausible",
    severity: "warn",
    description: "Trials start between 1950 and 2090.",
    column: trials.start_date,
    min: "1950-01-01",
    max: "2090-12-31",
  }),
  rowCondition({
    name: "not_yet_recruiting_trial_is_not_long_past_its_start",
    severity: "warn",
    description:
      "A trial that is not yet recruiting was to start at most 90 days before the newest update in the data.",
    table: trials,
    holds: sql`${lastDay(registryDate("start_date"))} >= ${newestUpdate} - 90`,
    where: eq(trials.overall_status, "NOT_YET_RECRUITING"),
    shows: [trials.start_date, trials.start_date_precision],
  }),
  range({
    name: "enrollment_is_plausible",
    severity: "warn",
    description: "Fewer than a million participants.",
    column: trials.enrollment,
    max: 999_999,
  }),
  range({
    name: "maximum_age_is_plausible",
    severity: "warn",
    description: "No maximum age above 150 years: such ages stand for none.",
    column: trials.maximum_age_days,
    max: 150 * 365.25,
  }),
];
