import type { CtgovLegacyRow } from "@trialflow/schema";
import { parsePartialDate } from "../parse/parsePartialDate.ts";
import { remember } from "../parse/remember.ts";
import type { RawField } from "./fieldPolicies.ts";
import type { ProblemLog } from "./ProblemLog.ts";

const parseDate = remember(parsePartialDate);

/** Reads the six date columns; the raw text stays also where no date could be read. */
export const decodeDates = (row: CtgovLegacyRow, log: ProblemLog) => {
  const read = (field: RawField) => {
    const value = log.read(field, row[field], parseDate);
    return { date: value?.date ?? null, precision: value?.precision ?? null, raw: row[field] || null };
  };
  const start = read("start_date");
  const primaryCompletion = read("primary_completion_date");
  const completion = read("completion_date");
  const firstPosted = read("first_posted");
  const resultsFirstPosted = read("results_first_posted");
  const lastUpdatePosted = read("last_update_posted");
  return {
    start_date: start.date,
    start_date_precision: start.precision,
    start_date_raw: start.raw,
    primary_completion_date: primaryCompletion.date,
    primary_completion_date_precision: primaryCompletion.precision,
    primary_completion_date_raw: primaryCompletion.raw,
    completion_date: completion.date,
    completion_date_precision: completion.precision,
    completion_date_raw: completion.raw,
    study_first_posted_date: firstPosted.date,
    study_first_posted_date_precision: firstPosted.precision,
    study_first_posted_date_raw: firstPosted.raw,
    results_first_posted_date: resultsFirstPosted.date,
    results_first_posted_date_precision: resultsFirstPosted.precision,
    results_first_posted_date_raw: resultsFirstPosted.raw,
    last_update_posted_date: lastUpdatePosted.date,
    last_update_posted_date_precision: lastUpdatePosted.precision,
    last_update_posted_date_raw: lastUpdatePosted.raw,
  };
};
