import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, Grouping, RowCheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { columnList } from "../compile/columnList.ts";
import { selectRows } from "../compile/selectRows.ts";
import { rowCheck } from "./rowCheck.ts";

/**
 * Asserts that no two rows share the values of the given columns. Rows with a NULL among them are not compared.
 *
 * Counts every row of a group of equals, the first one too: nobody can know which of them is right.
 */
export const unique = (
  options: RowCheckOptions & { readonly columns: readonly [AnyPgColumn, ...AnyPgColumn[]] },
): Check => {
  const { columns, where } = options;
  const { table } = columns[0];
  const compared = allOf(where, ...columns.map((column) => sql`${column} is not null`));
  const list = columnList(columns);
  const groups = sql`from ${table} where ${compared} group by ${list}`;
  const [column, ...others] = columns;
  const size = sql`count(*) filter (where ${compared})`;
  const grouping: Grouping = {
    by: column,
    checked: size,
    failed: sql`case when ${size} > 1 then ${size} else 0 end`,
    isSuspicion: false,
  };
  return rowCheck("unique", table, columns, options, (key) => ({
    _tag: "RowSet",
    ...(others.length === 0 ? { grouping } : {}),
    // Equals have each of the columns alike.
    parts: columns.map((part) => [part]),
    count: () => sql`select coalesce(sum(size), 0) as checked, coalesce(sum(size) filter (where size > 1), 0) as failed
from (select count(*) as size ${groups}) as groups`,
    sample: (limit) =>
      selectRows({
        table,
        where: allOf(where, sql`(${list}) in (select ${list} ${groups} having count(*) > 1)`),
        key,
        shows: columns,
        limit,
      }),
  }));
};
