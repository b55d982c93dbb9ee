import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { funderColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { trials } from "./trials.ts";

/** Holds the classes of the trials' funders. Grain: one row per trial and list entry, in the source's order. */
export const trialFunders = analytics.table("trial_funders", funderColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_funders_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
]);
