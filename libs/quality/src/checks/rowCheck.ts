import { type AnyPgColumn, getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Check, EachRow, RowCheckOptions, RowSet } from "../Check.ts";
import { tableName } from "../compile/tableName.ts";

/** Finds the columns that identify a row: the primary key as Drizzle knows it, declared on a column or on the table. */
export const primaryKeyOf = (table: PgTable): ReadonlyArray<AnyPgColumn> => {
  const { columns, primaryKeys } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
};

/**
 * Builds a check that can name failing rows.
 *
 * Errors   throws when the table has no primary key and none is given, or when a column is another table's: a
 *          declaration like that is a bug
 */
export const rowCheck = (
  kind: string,
  table: PgTable,
  columns: ReadonlyArray<AnyPgColumn>,
  options: RowCheckOptions,
  rule: (key: ReadonlyArray<AnyPgColumn>) => EachRow | RowSet,
): Check => {
  const key = options.key ?? primaryKeyOf(table);
  if (key.length === 0) {
    throw new Error(
      `${options.name}: ${tableName(table)} has no primary key to identify failing rows; give the check a key`,
    );
  }
  const foreign = [...columns, ...key].find((column) => column.table !== table);
  if (foreign !== undefined) {
    throw new Error(
      `${options.name}: ${tableName(foreign.table)}.${foreign.name} is not a column of ${tableName(table)}; a check looks at one table`,
    );
  }
  return {
    name: options.name,
    kind,
    severity: options.severity,
    description: options.description,
    table,
    tolerance: options.tolerance ?? {},
    where: options.where,
    key,
    rule: rule(key),
  };
};
