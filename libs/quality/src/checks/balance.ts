import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Check, CheckOptions } from "../Check.ts";

const unionAll = sql` union all `;

const countOf = (tally: SQL): SQL =>
  sql`select count(*) as checked, count(*) filter (where found <> expected) as failed from (${tally}) as tally`;

/**
 * Asserts that of every key of the checked load as many are found as are expected. Without a load there is nothing to count, and the
 * check passes.
 *
 * The query gives one row per key: the key's columns, the numbers `found` and `expected`, none of them NULL, and whatever else helps to
 * see why they differ. It runs as a subquery, so it must not end in a semicolon. Of several queries each gives keys of its own; they are
 * counted one by one, so that the server may choose how for each.
 */
export const balance = (
  options: Omit<CheckOptions, "where"> & {
    readonly table: PgTable;
    /** The names of the columns that identify what is counted. */
    readonly keys: readonly [string, ...string[]];
    readonly tally: (loadId: number) => SQL | readonly [SQL, ...SQL[]];
  },
): Check => {
  const { name, severity, description, table, keys, tally } = options;
  const talliesOf = (loadId: number | null): Array<SQL> =>
    loadId === null
      ? [sql`select 0 as found, 0 as expected where false`]
      : [tally(loadId)].flat().map((query) => sql`(${query})`);
  const columns = keys.map((key) => sql`tally.${sql.identifier(key)}`);
  const keyObject = sql`jsonb_build_object(${sql.join(
    keys.map((key, index) => sql`${key}::text, ${columns[index]}`),
    sql`, `,
  )})`;
  const keyNames = sql`array[${sql.join(
    keys.map((key) => sql`${key}::text`),
    sql`, `,
  )}]`;
  return {
    name,
    kind: "balance",
    severity,
    description,
    table,
    tolerance: {},
    where: undefined,
    key: [],
    rule: {
      _tag: "RowSet",
      count: ({ loadId }) => sql`
select sum(checked) as checked, sum(failed) as failed from (${sql.join(talliesOf(loadId).map(countOf), unionAll)}) as tallies`,
      sample: (limit, { loadId }) => sql`
select ${keyObject} as row_key, to_jsonb(tally) - ${keyNames} as row_values
from (${sql.join(talliesOf(loadId), unionAll)}) as tally where found <> expected order by ${sql.join(columns, sql`, `)} limit ${limit}`,
    },
  };
};
