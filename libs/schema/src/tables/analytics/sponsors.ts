import { index, text, uuid } from "drizzle-orm/pg-core";
import { analytics } from "../schemas.ts";

/** Lists sponsors and collaborators. Grain: one row per name without regard to case. The id is derived from the name and never changes. */
export const sponsors = analytics.table(
  "sponsors",
  {
    sponsor_id: uuid().primaryKey(),
    name: text().notNull(),
  },
  (table) => [index("sponsors_name_index").using("hash", table.name)],
);
