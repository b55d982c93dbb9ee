import { primaryKey } from "drizzle-orm/pg-core";
import { AgencyClass } from "../../vocabulary/index.ts";
import { funderColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' classes of funders. Grain: one row per trial and list entry. */
export const stagingTrialFunders = staging.table("trial_funders", funderColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  isOneOf("agency_class_is_known", table.agency_class, AgencyClass.values),
]);
