import { integer, text } from "drizzle-orm/pg-core";
import { Phase } from "../../vocabulary/index.ts";
import { analytics } from "../schemas.ts";

/** Lists the registry's phases with the words that people read. Grain: one row per value of the vocabulary. */
export const phases = analytics.table("phases", {
  phase: text({ enum: Phase.values }).primaryKey(),
  label: text().notNull().unique("phases_label_is_unique"),
  sort_order: integer().notNull(),
});
