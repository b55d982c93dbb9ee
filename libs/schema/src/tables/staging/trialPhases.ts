import { primaryKey } from "drizzle-orm/pg-core";
import { Phase } from "../../vocabulary/index.ts";
import { phaseColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' phases; two rows for a combined phase. Grain: one row per trial and list entry. */
export const stagingTrialPhases = staging.table("trial_phases", phaseColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  isOneOf("phase_is_known", table.phase, Phase.values),
]);
