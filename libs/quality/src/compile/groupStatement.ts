import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, Grouping, RowSet } from "../Check.ts";

/** A check that can be counted over groups of rows. */
export type GroupedCheck = Check & { readonly rule: RowSet & { readonly grouping: Grouping } };

/** Checks that group a table alike. */
export type GroupedChecks = readonly [GroupedCheck, ...GroupedCheck[]];

const number = (value: number): SQL => sql.raw(String(value));

/** The aggregates that checks of a table compute of each of its groups, each once. */
const aggregatesOf = (checks: GroupedChecks): ReadonlyArray<SQL> => [
  ...new Set(
    checks.flatMap(({ rule: { grouping } }) =>
      [grouping.checked, grouping.failed, grouping.lookup?.failedWithout].filter(
        (value) => value !== undefined && typeof value !== "number",
      ),
    ),
  ),
];

/**
 * Counts for all given checks of tables whose groups have the same parents: each table is read once, and so are the parents.
 *
 * Returns one row with `numbers`, a JSON array: checked and failed of the first check of the first table, of its second, and so on.
 */
export const groupStatement = (parent: AnyPgColumn, tables: ReadonlyArray<GroupedChecks>): SQL => {
  const aggregates = tables.map(aggregatesOf);
  const places = [...Array(Math.max(...aggregates.map(({ length }) => length))).keys()];
  const column = (prefix: "value" | "sum" | "lost", place: number): SQL => sql`${sql.identifier(`${prefix}_${place}`)}`;
  const groups = tables.map(([{ table, rule }], part) => {
    const values = places.map(
      (place) => sql`(${aggregates[part]?.[place] ?? sql`0`})::int4 as ${column("value", place)}`,
    );
    return sql`select ${number(part)} as part, ${rule.grouping.by} as key, ${sql.join(values, sql`, `)}
from ${table} group by ${rule.grouping.by}`;
  });
  const sums = places.flatMap((place) => {
    const value = column("value", place);
    const isLookedUp = tables.some((checks, part) =>
      checks.some(({ rule }) => {
        const { lookup } = rule.grouping;
        return lookup !== undefined && aggregates[part]?.[place] === lookup.failedWithout;
      }),
    );
    const lost = sql`sum(${value}) filter (where parents.key is null) as ${column("lost", place)}`;
    return [sql`sum(${value}) as ${column("sum", place)}`, ...(isLookedUp ? [lost] : [])];
  });
  const counts = tables.flatMap((checks, part) => {
    const added = (prefix: "sum" | "lost", value: SQL | number): SQL => {
      if (value === 0) return sql`0`;
      const total =
        typeof value === "number"
          ? sql`group_count * ${number(value)}`
          : column(prefix, aggregates[part]?.indexOf(value) ?? -1);
      return sql`coalesce(max(${total}) filter (where part = ${number(part)}), 0)`;
    };
    return checks.flatMap(({ rule: { grouping } }) => [
      added("sum", grouping.checked),
      sql`${added("sum", grouping.failed)} + ${added("lost", grouping.lookup?.failedWithout ?? 0)}`,
    ]);
  });
  return sql`select to_json(array[${sql.join(counts, sql`, `)}]) as numbers from (
select part, count(*) as group_count, ${sql.join(sums, sql`, `)}
from (
${sql.join(
  groups,
  sql`
union all
`,
)}) as groups
left join (select ${parent} as key from ${parent.table}) as parents on parents.key = groups.key
group by part) as parts`;
};
