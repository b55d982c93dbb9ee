import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { columnList } from "../compile/columnList.ts";
import { rowCheck } from "./rowCheck.ts";

/**
 * Asserts that a query returns nothing: whatever it returns are failing keys.
 *
 * The query must return the key's columns under their names; what it returns besides is shown as values. Counted are distinct
 * keys, over the distinct keys of the table. `where` narrows those, not the query. The query runs as a subquery, so it must
 * not end in a semicolon.
 */
export const customSql = (options: RowCheckOptions & { readonly table: PgTable; readonly failing: SQL }): Check => {
  const { table, failing, where } = options;
  return rowCheck("custom_sql", table, [], options, (key) => {
    const names = sql.join(
      key.map((column: AnyPgColumn) => sql`failing.${sql.identifier(column.name)}`),
      sql`, `,
    );
    const keyArray = sql`array[${sql.join(
      key.map((column) => sql`${column.name}::text`),
      sql`, `,
    )}]`;
    return {
      _tag: "RowSet",
      count:
        () => sql`select (select count(*) from (select distinct ${columnList(key)} from ${table} where ${allOf(where)}) as keys) as checked,
       (select count(*) from (select distinct ${names} from (${failing}) as failing) as keys) as failed`,
      sample: (
        limit,
      ) => sql`select (select jsonb_object_agg(name, to_jsonb(found) -> name) from unnest(${keyArray}) as name) as row_key,
       to_jsonb(found) - ${keyArray} as row_values
from (select distinct on (${names}) * from (${failing}) as failing order by ${names} limit ${limit}) as found`,
    };
  });
};
