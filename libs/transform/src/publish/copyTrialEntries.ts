import { type ColumnExpressions, insertSelect } from "@trialflow/database";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { touchedTrials } from "./touchedTrials.ts";

type EntryTable = PgTable & { readonly nct_id: AnyPgColumn; readonly position: AnyPgColumn };

/** What brings a child table of analytics to the staging table with the same columns. */
export interface EntryCopy {
  readonly table: EntryTable;
  /** Inserts all staged entries, none of which may be there. */
  readonly fill: SQL;
  /** Removes the entries of the touched trials that are not staged as they are. */
  readonly deleteOld: SQL;
  /** Inserts the entries of the touched trials that are not there, after {@link deleteOld}. */
  readonly insertNew: SQL;
}

/**
 * Copies a child table of staging to its twin in analytics, all of it or for the touched trials.
 *
 * Reads    the staging table, touched_trials
 * Writes   the analytics table, one row per trial and list entry
 */
export const copyTrialEntries = <T extends EntryTable, S extends EntryTable>(
  from: S & { readonly [K in keyof T["_"]["columns"]]: AnyPgColumn },
  to: T,
): EntryCopy => {
  const columns = getTableColumns(from);
  const own = getTableColumns(to) as Record<string, AnyPgColumn>;
  const pairs = Object.entries(columns).flatMap(([name, column]) => {
    const twin = own[name];
    return twin === undefined ? [] : [{ staged: column as AnyPgColumn, published: twin }];
  });
  const isSame = sql.join(
    pairs.map(({ staged, published }) => sql`${staged} is not distinct from ${published}`),
    sql` and `,
  );
  const isSamePlace = sql`${from.nct_id} = ${to.nct_id} and ${from.position} = ${to.position}`;
  const fill = insertSelect(to, columns as unknown as ColumnExpressions<T>, sql`from ${from}`);
  return {
    table: to,
    fill,
    deleteOld: sql`
delete from ${to} using ${touchedTrials}
where ${touchedTrials.nct_id} = ${to.nct_id}
  and not exists (select from ${from} where ${isSamePlace} and ${isSame})`,
    insertNew: sql`${fill}
join ${touchedTrials} on ${touchedTrials.nct_id} = ${from.nct_id}
where not exists (select from ${to} where ${isSamePlace})`,
  };
};
