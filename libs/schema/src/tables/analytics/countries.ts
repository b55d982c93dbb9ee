import { sql } from "drizzle-orm";
import { char, check, text } from "drizzle-orm/pg-core";
import { analytics } from "../schemas.ts";

/** Lists countries. Grain: one row per ISO 3166-1 country that has a site. */
export const countries = analytics.table(
  "countries",
  { country_code: char({ length: 2 }).primaryKey(), name: text().notNull().unique("countries_name_is_unique") },
  (table) => [check("country_code_is_alpha_2", sql`${table.country_code} ~ '^[A-Z]{2}$'`)],
);
