import { primaryKey } from "drizzle-orm/pg-core";
import { documentColumns } from "../columns/childColumns.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' study documents. Grain: one row per trial and list entry. */
export const stagingTrialDocuments = staging.table("trial_documents", documentColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
]);
