import { primaryKey } from "drizzle-orm/pg-core";
import { IdType } from "../../vocabulary/index.ts";
import { otherIdColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' identifiers besides the NCT number. Grain: one row per trial and list entry. */
export const stagingTrialOtherIds = staging.table("trial_other_ids", otherIdColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  isOneOf("id_type_is_known", table.id_type, IdType.values),
]);
