import { primaryKey } from "drizzle-orm/pg-core";
import { SponsorRole } from "../../vocabulary/index.ts";
import { sponsorColumns } from "../columns/childColumns.ts";
import { isOneOf } from "../columnTypes.ts";
import { staging } from "../schemas.ts";

/** Holds the trials' lead sponsor and collaborators. Grain: one row per trial and list entry. */
export const stagingTrialSponsors = staging.table("trial_sponsors", sponsorColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  isOneOf("lead_or_collaborator_is_known", table.lead_or_collaborator, SponsorRole.values),
]);
