import { index, primaryKey } from "drizzle-orm/pg-core";
import { publishedTrialColumns, trialConstraints } from "../columns/trialColumns.ts";
import { analytics } from "../schemas.ts";

/** Holds what a trial said in each version that was ever published. Grain: one row per record version, the columns of `analytics.trials`. */
export const trialRecords = analytics.table("trial_records", publishedTrialColumns(), (table) => [
  primaryKey({ columns: [table._record_id] }),
  ...trialConstraints(table),
  index("trial_records_nct_id_index").on(table.nct_id),
]);
