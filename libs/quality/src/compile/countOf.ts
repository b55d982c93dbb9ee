import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Counts the rows of a table: a scalar expression. */
export const countOf = (table: PgTable): SQL => sql`(select count(*) from ${table})`;
