import { stagingTrials as trials } from "@trialflow/schema";
import { eq, sql } from "drizzle-orm";
import type { Check } from "../Check.ts";
import { dateOrder } from "../checks/dateOrder.ts";
import { firstDay } from "../checks/PreciseDate.ts";
import { rowCondition } from "../checks/rowCondition.ts";
import { newestUpdate } from "./newestUpdate.ts";
import { registryDate } from "./registryDate.ts";
import { singleMistakes } from "./singleMistakes.ts";

const start = registryDate("start_date");
const primaryCompletion = registryDate("primary_completion_date");
const completion = registryDate("completion_date");
const firstPosted = registryDate("study_first_posted_date");
const resultsPosted = registryDate("results_first_posted_date");
const lastUpdate = registryDate("last_update_posted_date");

/**
 * In which order the dates of a record must be. Each rule is kept by every trial of the measured exports; records
 * that break one give negative durations or histories that run backwards.
 *
 * Source   measured on the classic exports of 2020-04-06 to 2020-10-01
 */
export const chronology: ReadonlyArray<Check> = [
  dateOrder({
    name: "start_is_not_after_primary_completion",
    severity: "error",
    tolerance: singleMistakes,
    description: "A trial does not start after its primary completion.",
    earlier: start,
    later: primaryCompletion,
  }),
  dateOrder({
    name: "primary_completion_is_not_after_completion",
    severity: "error",
    tolerance: singleMistakes,
    description: "The primary completion is not after the completion.",
    earlier: primaryCompletion,
    later: completion,
  }),
  dateOrder({
    name: "start_is_not_after_completion",
    severity: "error",
    tolerance: singleMistakes,
    description: "A trial does not start after its completion.",
    earlier: start,
    later: completion,
  }),
  dateOrder({
    name: "first_posted_is_not_after_last_update",
    severity: "error",
    tolerance: singleMistakes,
    description: "A trial is not updated before it is first posted.",
    earlier: firstPosted,
    later: lastUpdate,
  }),
  dateOrder({
    name: "results_are_not_posted_before_the_trial",
    severity: "error",
    tolerance: singleMistakes,
    description: "Results are not posted before the trial itself.",
    earlier: firstPosted,
    later: resultsPosted,
  }),
  rowCondition({
    name: "completed_trial_is_not_completed_in_future",
    severity: "error",
    tolerance: singleMistakes,
    description: "A completed trial has no completion date after the newest update in the data.",
    table: trials,
    holds: sql`${firstDay(completion)} <= ${newestUpdate}`,
    where: eq(trials.overall_status, "COMPLETED"),
    shows: [trials.completion_date, trials.completion_date_precision, trials.last_update_posted_date],
  }),
];
