import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, CheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { measureOf } from "./measure.ts";

/** Selects the share of each value of a column among its rows, NULL being a value like others. */
const shares = (column: AnyPgColumn, where: SQL | undefined): SQL =>
  sql`select ${column}::text as value, count(*)::float8 / sum(count(*)) over () as share
from ${column.table} where ${allOf(where)} group by ${column}`;

/**
 * Asserts that a categorical column is distributed as in its previous state, a column of another table.
 *
 * Observed is the total variation distance: half the sum of the absolute differences of the values' shares, 0 for the same
 * distribution and 1 for one without a common value, or without rows. Without rows before there is nothing to compare, and
 * the check passes. The sample lists the values that moved most. `where` filters the current table.
 */
export const distributionChange = (
  options: CheckOptions & {
    readonly column: AnyPgColumn;
    readonly previous: AnyPgColumn;
    readonly maxDistance: number;
  },
): Check => {
  const { column, previous, where, maxDistance } = options;
  const compared = sql`(select value, sum(now_share) as now_share, sum(before_share) as before_share from (
  select value, share as now_share, 0::float8 as before_share from (${shares(column, where)}) as now
  union all
  select value, 0::float8, share from (${shares(previous, undefined)}) as before
) as both_states group by value)`;
  return measureOf("distribution_change", column.table, options, {
    value: () => sql`(select case when coalesce(sum(before_share), 0) = 0 then null
       when sum(now_share) = 0 then 1
       else sum(abs(now_share - before_share)) / 2 end from ${compared} as compared)`,
    max: maxDistance,
    sample: (limit) => sql`select jsonb_build_object(${column.name}::text, value) as row_key,
       jsonb_build_object('share_before', before_share, 'share_now', now_share) as row_values
from ${compared} as compared where now_share <> before_share
order by abs(now_share - before_share) desc, value limit ${limit}`,
  });
};
