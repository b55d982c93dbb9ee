import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";

/**
 * Asserts that a boolean expression holds for each row. NULL passes.
 *
 * `shows` are the columns whose values a failing row is shown with. The expression must not be aggregated itself. What other tables have of a
 * row is better asserted by `counterpart`: in an expression, EXISTS looks up row by row.
 */
export const rowCondition = (
  options: RowCheckOptions & {
    readonly table: PgTable;
    readonly holds: SQL;
    readonly shows?: ReadonlyArray<AnyPgColumn>;
  },
): Check => eachRow("row_condition", options.table, options.shows ?? [], options, options.holds);
