import { primaryKey } from "drizzle-orm/pg-core";
import { InterventionType } from "../../vocabulary/index.ts";
import { interventionColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' interventions used. Grain: one row per trial and list entry. */
export const stagingTrialInterventions = staging.table("trial_interventions", interventionColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  isOneOf("intervention_type_is_known", table.intervention_type, InterventionType.values),
]);
