import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Check, CheckOptions } from "../Check.ts";
import { measureOf } from "./measure.ts";

/**
 * Asserts that a table has not lost or gained too many rows against its previous state, another table.
 *
 * Observed is rows now over rows before. Without rows before there is nothing to compare, and the check passes.
 */
export const rowCountChange = (
  options: Omit<CheckOptions, "where"> & {
    readonly table: PgTable;
    readonly previous: PgTable;
  } & (
      | { readonly minRatio: number; readonly maxRatio?: number }
      | { readonly minRatio?: number; readonly maxRatio: number }
    ),
): Check => {
  const { table, previous, minRatio, maxRatio } = options;
  return measureOf("row_count_change", table, options, {
    value: ({ countOf }) => sql`${countOf(table)}::float8 / nullif(${countOf(previous)}, 0)`,
    min: minRatio ?? null,
    max: maxRatio ?? null,
  });
};
