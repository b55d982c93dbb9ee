import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";

/** An expression for each column of a table; none may be forgotten. */
export type ColumnExpressions<T extends PgTable> = { readonly [K in keyof T["_"]["columns"]]: SQL | AnyPgColumn };

/**
 * Builds `insert into table (...) select ... <rest>`, each expression next to its column's name.
 *
 * A column that is added, renamed or removed breaks the compiler here, not the statement at night.
 */
export const insertSelect = <T extends PgTable>(table: T, expressions: ColumnExpressions<T>, rest: SQL): SQL => {
  const columns = getTableColumns(table);
  const names = Object.keys(expressions) as Array<keyof typeof columns & keyof ColumnExpressions<T>>;
  const list = (parts: ReadonlyArray<SQL>) => sql.join([...parts], sql`, `);
  return sql`insert into ${table} (${list(names.map((name) => sql`${sql.identifier((columns[name] as AnyPgColumn).name)}`))})
select ${list(names.map((name) => sql`${expressions[name]}`))}
${rest}`;
};
