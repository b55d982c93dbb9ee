import { index, text, uuid } from "drizzle-orm/pg-core";
import { analytics } from "../schemas.ts";

/** Lists conditions, after the crosswalk. Grain: one row per name without regard to case. The id is derived from the name and never changes. */
export const conditions = analytics.table(
  "conditions",
  {
    condition_id: uuid().primaryKey(),
    name: text().notNull(),
  },
  (table) => [index("conditions_name_index").using("hash", table.name)],
);
