import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { interventionColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { interventions } from "./interventions.ts";
import { trials } from "./trials.ts";

/** Links trials to interventions. Grain: one row per trial and list entry, in the source's order. */
export const trialInterventions = analytics.table("trial_interventions", interventionColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_interventions_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
  foreignKey({
    name: "trial_interventions_intervention_id_fk",
    columns: [table.intervention_id],
    foreignColumns: [interventions.intervention_id],
  }),
  index("trial_interventions_intervention_id_index").on(table.intervention_id),
]);
