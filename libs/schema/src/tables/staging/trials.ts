import { index, primaryKey } from "drizzle-orm/pg-core";
import { trialColumns, trialConstraints } from "../columns/trialColumns.ts";
import { staging } from "../schemas.ts";

/** Holds the decoded trials of the current snapshot. Grain: one row per trial. */
export const stagingTrials = staging.table("trials", trialColumns(), (table) => [
  primaryKey({ columns: [table.nct_id] }),
  ...trialConstraints(table),
  index("trials_record_id_index").on(table._record_id),
]);
