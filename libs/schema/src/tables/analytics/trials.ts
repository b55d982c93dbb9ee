import { foreignKey, index, text } from "drizzle-orm/pg-core";
import { trialColumns, trialConstraints } from "../columns/trialColumns.ts";
import { analytics } from "../schemas.ts";
import { overallStatuses } from "./overallStatuses.ts";
import { studyTypes } from "./studyTypes.ts";

/** Holds the published trials. Grain: one row per trial of the current snapshot. `lead_sponsor` is repeated here for convenience. */
export const trials = analytics.table("trials", { ...trialColumns(), lead_sponsor: text() }, (table) => [
  ...trialConstraints(table),
  foreignKey({
    name: "trials_overall_status_fk",
    columns: [table.overall_status],
    foreignColumns: [overallStatuses.overall_status],
  }),
  foreignKey({ name: "trials_study_type_fk", columns: [table.study_type], foreignColumns: [studyTypes.study_type] }),
  index("trials_study_type_index").on(table.study_type),
  index("trials_overall_status_index").on(table.overall_status),
  index("trials_start_date_index").on(table.start_date),
]);
