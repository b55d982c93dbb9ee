import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { rowCheck } from "./rowCheck.ts";

/** Builds a check that holds for each row by itself; `columns` are what it looks at and what a failing row shows. */
export const eachRow = (
  kind: string,
  table: PgTable,
  columns: ReadonlyArray<AnyPgColumn>,
  options: RowCheckOptions,
  holds: SQL,
): Check => rowCheck(kind, table, columns, options, () => ({ _tag: "EachRow", holds, shows: columns }));
