import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { Phase } from "../../vocabulary/index.ts";
import { phaseColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";
import { stagingTrials } from "./trials.ts";

/** Holds the trials' phases; two rows for a combined phase. Grain: one row per trial and list entry. */
export const stagingTrialPhases = staging.table("trial_phases", phaseColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_phases_trial_fk", columns: [table.nct_id], foreignColumns: [stagingTrials.nct_id] }),
  isOneOf("phase_is_known", table.phase, Phase.values),
]);
