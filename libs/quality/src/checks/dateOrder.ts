import { sql } from "drizzle-orm";
import type { Check, RowCheckOptions } from "../Check.ts";
import { eachRow } from "./eachRow.ts";
import { firstDay, lastDay, type PreciseDate } from "./PreciseDate.ts";

/**
 * Asserts that one date of known precision is not after another of the same row. A NULL in either passes.
 *
 * Fails only when the whole periods exclude the order: `May 2020` is not after 3 May 2020, but `June 2020` is.
 */
export const dateOrder = (
  options: RowCheckOptions & { readonly earlier: PreciseDate; readonly later: PreciseDate },
): Check => {
  const { earlier, later } = options;
  return eachRow(
    "date_order",
    earlier.date.table,
    [earlier.date, earlier.precision, later.date, later.precision],
    options,
    // Dates in order need no look at their periods, whose first day is no later and whose last day is no earlier.
    sql`${earlier.date} <= ${later.date} or ${firstDay(earlier)} <= ${lastDay(later)}`,
  );
};
