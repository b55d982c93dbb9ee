import { foreignKey, primaryKey, unique } from "drizzle-orm/pg-core";
import { funderColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { trials } from "./trials.ts";

/** Holds the classes of the trials' funders. Grain: one row per trial and list entry, in the source's order. */
export const trialFunders = analytics.table("trial_funders", funderColumns(), (table) => [
  primaryKey({ columns: [table.id] }),
  unique("trial_funders_position_is_unique").on(table.nct_id, table.position),
  foreignKey({ name: "trial_funders_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
]);
