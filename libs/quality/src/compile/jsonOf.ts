import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** What JavaScript holds as a string or bigint travels as text: a JSON number would lose digits of a `numeric` or `bigint`. */
const jsonValue = (column: AnyPgColumn): SQL =>
  column.dataType === "string" || column.dataType === "bigint" ? sql`${column}::text` : sql`${column}`;

/** Builds a JSON object of columns by their names in the database. */
export const jsonOf = (columns: ReadonlyArray<AnyPgColumn>): SQL => {
  const entries = columns.flatMap((column) => [sql`${column.name}::text`, jsonValue(column)]);
  return sql`jsonb_build_object(${sql.join(entries, sql`, `)})`;
};
