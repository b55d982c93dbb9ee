import { sql } from "drizzle-orm";
import { check, foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { locationColumns } from "../columns/childColumns.ts";
import { staging } from "../schemas.ts";
import { stagingTrials } from "./trials.ts";

/** Holds the trials' sites. Grain: one row per trial and list entry. */
export const stagingTrialLocations = staging.table("trial_locations", locationColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_locations_trial_fk", columns: [table.nct_id], foreignColumns: [stagingTrials.nct_id] }),
  check("country_has_its_code", sql`(${table.country} is null) = (${table.country_code} is null)`),
]);
