import { type ColumnExpressions, insertSelect } from "@trialflow/database";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { touchedTrials } from "./touchedTrials.ts";

/**
 * Fills a child table of analytics from the staging table with the same columns, for the touched trials.
 *
 * Reads    the staging table, touched_trials
 * Writes   the analytics table, one row per trial and list entry
 */
export const copyTrialEntries = <T extends PgTable, S extends PgTable & { readonly nct_id: AnyPgColumn }>(
  from: S & { readonly [K in keyof T["_"]["columns"]]: AnyPgColumn },
  to: T,
): SQL =>
  insertSelect(
    to,
    getTableColumns(from) as unknown as ColumnExpressions<T>,
    sql`from ${from} join ${touchedTrials} on ${touchedTrials.nct_id} = ${from.nct_id}`,
  );
