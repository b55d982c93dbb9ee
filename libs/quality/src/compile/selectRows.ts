import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { columnList } from "./columnList.ts";
import { jsonOf } from "./jsonOf.ts";

/** Selects rows of a table as `row_key` and `row_values`, in the order of the key. */
export const selectRows = (rows: {
  readonly table: PgTable;
  readonly where: SQL;
  readonly key: ReadonlyArray<AnyPgColumn>;
  readonly shows: ReadonlyArray<AnyPgColumn>;
  readonly limit: number;
}): SQL =>
  sql`select ${jsonOf(rows.key)} as row_key, ${jsonOf(rows.shows)} as row_values
from ${rows.table} where ${rows.where} order by ${columnList(rows.key)} limit ${rows.limit}`;
