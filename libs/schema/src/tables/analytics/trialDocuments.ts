import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { documentColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { trials } from "./trials.ts";

/** Holds the trials' documents. Grain: one row per trial and list entry, in the source's order. */
export const trialDocuments = analytics.table("trial_documents", documentColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_documents_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
]);
