import { foreignKey, index, primaryKey } from "drizzle-orm/pg-core";
import { publishedTrialColumns, trialConstraints } from "../columns/trialColumns.ts";
import { analytics } from "../schemas.ts";
import { overallStatuses } from "./overallStatuses.ts";
import { studyTypes } from "./studyTypes.ts";

/** Holds the published trials. Grain: one row per trial of the current snapshot. */
export const trials = analytics.table("trials", publishedTrialColumns(), (table) => [
  primaryKey({ columns: [table.nct_id] }),
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
