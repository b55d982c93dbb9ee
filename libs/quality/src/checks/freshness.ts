import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { Duration } from "effect";
import type { Check, CheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { measureOf } from "./measure.ts";

/**
 * Asserts that the newest date or timestamp of a column is not older than `maxAge` at the time of the check.
 *
 * A table without any is not fresh: the check fails. Dates and timestamps without time zone are read as UTC.
 * Units   observed is the age in days
 */
export const freshness = (
  options: CheckOptions & { readonly column: AnyPgColumn; readonly maxAge: Duration.Input },
): Check => {
  const { column, where, maxAge } = options;
  const newest = sql`(select max(${column}) from ${column.table} where ${allOf(where)})`;
  const moment = column.getSQLType().includes("with time zone")
    ? newest
    : sql`(${newest}::timestamp at time zone 'UTC')`;
  return measureOf("freshness", column.table, options, {
    value: ({ now }) => sql`extract(epoch from ${now.toISOString()}::timestamptz - ${moment}) / 86400`,
    max: Duration.toMillis(Duration.fromInputUnsafe(maxAge)) / 86_400_000,
    passesWithoutValue: false,
  });
};
