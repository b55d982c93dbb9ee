import { eq, sql } from "drizzle-orm";
import { type AnyPgColumn, alias, getTableConfig } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { selectRows } from "../compile/selectRows.ts";
import { primaryKeyOf, rowCheck } from "./rowCheck.ts";

/** Asserts that a column's value occurs in a column of another (or the same) table. NULL passes and is not counted as checked. */
export const relationship = (
  options: RowCheckOptions & { readonly column: AnyPgColumn; readonly references: AnyPgColumn },
): Check => {
  const { column, references, where } = options;
  const { table } = column;
  // An alias keeps the two apart where a table refers to itself.
  const parent = alias(references.table, "referenced");
  const parentColumn = getTableConfig(parent).columns.find(({ name }) => name === references.name) ?? references;
  const isFilled = allOf(where, sql`${column} is not null`);
  const isOrphan = allOf(
    isFilled,
    sql`not exists (select from ${references.table} ${parent} where ${eq(parentColumn, column)})`,
  );
  const filled = sql`count(${column})`;
  const [parentKey, ...others] = primaryKeyOf(references.table);
  const isByKey = parentKey?.name === references.name && others.length === 0;
  return rowCheck("relationship", table, [column], options, (key) => ({
    _tag: "RowSet",
    ...(isByKey && where === undefined
      ? {
          grouping: {
            by: column,
            checked: filled,
            failed: 0,
            lookup: { parent: references, failedWithout: filled },
            isSuspicion: false,
          },
        }
      : {}),
    parts: [[column, references]],
    isOfEveryRow: where === undefined && column.notNull,
    count: () =>
      isByKey
        ? // A key joins a row once at most: one pass counts both.
          sql`select count(*) as checked, count(*) filter (where ${parentColumn} is null) as failed
from ${table} left join ${references.table} ${parent} on ${eq(parentColumn, column)} where ${isFilled}`
        : sql`select (select count(*) from ${table} where ${isFilled}) as checked,
       (select count(*) from ${table} where ${isOrphan}) as failed`,
    sample: (limit) => selectRows({ table, where: isOrphan, key, shows: [column], limit }),
  }));
};
