import { date, text } from "drizzle-orm/pg-core";
import { DatePrecision } from "../../vocabulary/index.ts";

const value = () => date({ mode: "string" });
const precision = () => text({ enum: DatePrecision.values });
const raw = () => text();

/**
 * Builds the six registry dates. Each is three columns: `*_date`, the first day of the period that the source names;
 * `*_date_precision`, how long that period is; `*_date_raw`, the source's text, kept also when it could not be parsed.
 */
export const dateColumns = () => ({
  start_date: value(),
  start_date_precision: precision(),
  start_date_raw: raw(),
  primary_completion_date: value(),
  primary_completion_date_precision: precision(),
  primary_completion_date_raw: raw(),
  completion_date: value(),
  completion_date_precision: precision(),
  completion_date_raw: raw(),
  study_first_posted_date: value(),
  study_first_posted_date_precision: precision(),
  study_first_posted_date_raw: raw(),
  results_first_posted_date: value(),
  results_first_posted_date_precision: precision(),
  results_first_posted_date_raw: raw(),
  last_update_posted_date: value(),
  last_update_posted_date_precision: precision(),
  last_update_posted_date_raw: raw(),
});

/** The registry dates' column names. */
export const dateColumnNames = [
  "start_date",
  "primary_completion_date",
  "completion_date",
  "study_first_posted_date",
  "results_first_posted_date",
  "last_update_posted_date",
] as const;
