import { sql } from "drizzle-orm";
import { check, primaryKey } from "drizzle-orm/pg-core";
import { locationColumns } from "../columns/childColumns.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' sites. Grain: one row per trial and list entry. */
export const stagingTrialLocations = staging.table("trial_locations", locationColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  check("country_has_its_code", sql`(${table.country} is null) = (${table.country_code} is null)`),
]);
