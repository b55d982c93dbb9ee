import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { sponsorColumns } from "../columns/childColumns.ts";
import { analytics } from "../schemas.ts";
import { sponsors } from "./sponsors.ts";
import { trials } from "./trials.ts";

/** Links trials to sponsors and collaborators. Grain: one row per trial and list entry, in the source's order. */
export const trialSponsors = analytics.table("trial_sponsors", sponsorColumns(), (table) => [
  primaryKey({ columns: [table.nct_id, table.position] }),
  foreignKey({ name: "trial_sponsors_trial_fk", columns: [table.nct_id], foreignColumns: [trials.nct_id] }),
  foreignKey({
    name: "trial_sponsors_sponsor_id_fk",
    columns: [table.sponsor_id],
    foreignColumns: [sponsors.sponsor_id],
  }),
  index("trial_sponsors_sponsor_id_index").on(table.sponsor_id),
]);
