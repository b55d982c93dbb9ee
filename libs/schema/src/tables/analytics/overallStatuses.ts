import { boolean, integer, text } from "drizzle-orm/pg-core";
import { OverallStatus } from "../../vocabulary/index.ts";
import { analytics } from "../schemas.ts";

/** Lists the registry's recruitment statuses with the words that people read. Grain: one row per value of the vocabulary. */
export const overallStatuses = analytics.table("overall_statuses", {
  overall_status: text({ enum: OverallStatus.values }).primaryKey(),
  label: text().notNull().unique("overall_statuses_label_is_unique"),
  sort_order: integer().notNull(),
  /** The trial or the expanded access is over and will not go on. */
  is_ended: boolean().notNull(),
});
