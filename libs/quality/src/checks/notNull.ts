import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";

/** Asserts that a column is filled. Text of blanks is filled: for text see `rowCondition`. */
export const notNull = (options: RowCheckOptions & { readonly column: AnyPgColumn }): Check =>
  eachRow("not_null", options.column.table, [options.column], options, sql`${options.column} is not null`);
