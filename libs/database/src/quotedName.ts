import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Names a table as statements do: with its schema, both in quotes. */
export const quotedName = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`;
};
