import { inArray } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";

/**
 * Asserts that a column holds one of the given values. NULL passes.
 *
 * Errors   throws without any value: nothing could pass
 */
export const acceptedValues = <C extends AnyPgColumn>(
  options: RowCheckOptions & { readonly column: C; readonly values: ReadonlyArray<C["_"]["data"]> },
): Check => {
  const { column, values } = options;
  if (values.length === 0) throw new Error(`${options.name}: no value is accepted; give at least one`);
  return eachRow("accepted_values", column.table, [column], options, inArray(column, [...values]));
};
