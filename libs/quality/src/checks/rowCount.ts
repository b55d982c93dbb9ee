import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Check, CheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { measureOf } from "./measure.ts";
import type { Bounds } from "./range.ts";

/** Asserts that a table has a number of rows within bounds, both included. Observed is that number. */
export const rowCount = (options: CheckOptions & { readonly table: PgTable } & Bounds<number>): Check => {
  const { table, where, min, max } = options;
  return measureOf("row_count", table, options, {
    value: ({ countOf }) =>
      where === undefined ? countOf(table) : sql`(select count(*) from ${table} where ${allOf(where)})`,
    min: min ?? null,
    max: max ?? null,
  });
};
