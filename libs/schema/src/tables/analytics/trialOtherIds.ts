import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { otherIdColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { trials } from "./trials.ts";

/** Holds the trials' identifiers besides the NCT number. Grain: one row per trial and list entry, in the source's order. */
export const trialOtherIds = analytics.table("trial_other_ids", otherIdColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_other_ids_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
]);
