import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";

/** Gives a table's name for people: with its schema unless it is in the default one. */
export const tableName = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return schema === undefined ? name : `${schema}.${name}`;
};
