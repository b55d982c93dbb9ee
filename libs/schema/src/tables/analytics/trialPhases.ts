import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { phaseColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { phases } from "./phases.ts";
import { trials } from "./trials.ts";

/** Links trials to phases; a combined phase gives two rows. Grain: one row per trial and list entry, in the source's order. */
export const trialPhases = analytics.table("trial_phases", phaseColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_phases_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
  foreignKey({ name: "trial_phases_phase_fk", columns: [table.phase], foreignColumns: [phases.phase] }),
  index("trial_phases_phase_index").on(table.phase),
]);
