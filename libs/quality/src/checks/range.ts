import { gte, lte } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { eachRow } from "./eachRow.ts";

/** Bounds of a range, both included, in the type that the column has in TypeScript. */
export type Bounds<Value> =
  | { readonly min: Value; readonly max?: Value }
  | { readonly min?: Value; readonly max: Value };

/** Asserts that a column lies within bounds. NULL passes. */
export const range = <C extends AnyPgColumn>(
  options: RowCheckOptions & { readonly column: C } & Bounds<C["_"]["data"]>,
): Check => {
  const { column, min, max } = options;
  return eachRow(
    "range",
    column.table,
    [column],
    options,
    allOf(min === undefined ? undefined : gte(column, min), max === undefined ? undefined : lte(column, max)),
  );
};
