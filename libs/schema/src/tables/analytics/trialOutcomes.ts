import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { outcomeColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { trials } from "./trials.ts";

/** Holds the trials' outcome measures. Grain: one row per trial and list entry, in the source's order. */
export const trialOutcomes = analytics.table("trial_outcomes", outcomeColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_outcomes_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
]);
