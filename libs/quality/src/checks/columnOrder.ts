import { lte } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";

/** Asserts that one column is not above another of the same row. A NULL in either passes. */
export const columnOrder = <C extends AnyPgColumn>(
  options: RowCheckOptions & { readonly lower: C; readonly upper: AnyPgColumn<{ data: C["_"]["data"] }> },
): Check =>
  eachRow(
    "column_order",
    options.lower.table,
    [options.lower, options.upper],
    options,
    lte(options.lower, options.upper),
  );
