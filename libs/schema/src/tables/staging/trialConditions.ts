import { primaryKey } from "drizzle-orm/pg-core";
import { conditionColumns } from "../columns/childColumns.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' conditions studied. Grain: one row per trial and list entry. */
export const stagingTrialConditions = staging.table("trial_conditions", conditionColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
]);
