import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";

/** Asserts that a column's text matches a POSIX regular expression, anywhere unless anchored by `^` and `$`. NULL passes. */
export const pattern = (options: RowCheckOptions & { readonly column: AnyPgColumn; readonly regex: string }): Check =>
  eachRow(
    "pattern",
    options.column.table,
    [options.column],
    options,
    sql`${options.column}::text ~ ${options.regex}::text`,
  );
