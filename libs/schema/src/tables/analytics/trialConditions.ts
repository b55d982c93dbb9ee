import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { conditionColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { conditions } from "./conditions.ts";
import { trials } from "./trials.ts";

/** Links trials to conditions. Grain: one row per trial and list entry, in the source's order. */
export const trialConditions = analytics.table("trial_conditions", conditionColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_conditions_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
  foreignKey({
    name: "trial_conditions_condition_id_fk",
    columns: [table.condition_id],
    foreignColumns: [conditions.condition_id],
  }),
  index("trial_conditions_condition_id_index").on(table.condition_id),
]);
