import { integer, text } from "drizzle-orm/pg-core";
import { StudyType } from "../../vocabulary/index.ts";
import { analytics } from "../schemas.ts";

/** Lists the registry's study types with the words that people read. Grain: one row per value of the vocabulary. */
export const studyTypes = analytics.table("study_types", {
  study_type: text({ enum: StudyType.values }).primaryKey(),
  label: text().notNull().unique("study_types_label_is_unique"),
  sort_order: integer().notNull(),
});
