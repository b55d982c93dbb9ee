import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { locationColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { countries } from "./countries.ts";
import { trials } from "./trials.ts";

/** Holds the trials' sites. Grain: one row per trial and list entry, in the source's order. */
export const trialLocations = analytics.table("trial_locations", locationColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_locations_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
  foreignKey({
    name: "trial_locations_country_code_fk",
    columns: [table.country_code],
    foreignColumns: [countries.country_code],
  }),
  index("trial_locations_country_code_index").on(table.country_code),
]);
