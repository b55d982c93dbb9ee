import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Check, CheckContext, CheckOptions, Measure } from "../Check.ts";
import type { Bounds } from "./range.ts";

/** Builds a check of any kind that measures one number. */
export const measureOf = (
  kind: string,
  table: PgTable,
  options: CheckOptions,
  rule: Pick<Measure, "value"> & Partial<Measure>,
): Check => ({
  name: options.name,
  kind,
  severity: options.severity,
  description: options.description,
  table,
  tolerance: {},
  where: options.where,
  key: [],
  rule: { _tag: "Measure", min: null, max: null, passesWithoutValue: true, sample: null, ...rule },
});

/** Asserts that a number of one's own lies within bounds, both included. NULL says that there is nothing to measure and passes. */
export const measure = (
  options: Omit<CheckOptions, "where"> & {
    readonly table: PgTable;
    /** A scalar expression; a query stands in parentheses. */
    readonly value: (context: CheckContext) => SQL;
  } & Bounds<number>,
): Check => {
  const { table, value, min, max } = options;
  return measureOf("measure", table, options, { value, min: min ?? null, max: max ?? null });
};
