import { primaryKey } from "drizzle-orm/pg-core";
import { outcomeColumns } from "../columns/childColumns.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' outcome measures. Grain: one row per trial and list entry. */
export const stagingTrialOutcomes = staging.table("trial_outcomes", outcomeColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
]);
