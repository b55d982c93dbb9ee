import { Database, type DatabaseError } from "@trialflow/database";
import {
  conditions,
  countries,
  interventions,
  overallStatuses,
  phases,
  sponsors,
  stagingTrials,
  studyTypes,
  type TableContent,
  trialChanges,
  trialRecords,
  trials,
  trialVersions,
} from "@trialflow/schema";
import { count, type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { recordHistory } from "./history/recordHistory.ts";
import { nameDimensions } from "./nameDimensions.ts";
import { publishedChildTables } from "./publishedTables.ts";
import { publishTrials } from "./publishTrials.ts";
import { contentHashOf, readTableContents, type TableContents } from "./tableContents.ts";
import { findTouchedTrials, touchedTrials } from "./touchedTrials.ts";
import { vocabularyDimensions } from "./vocabularyDimensions.ts";

/** What publishing did. */
export interface PublishReport {
  /** Trials in staging. */
  readonly trials: number;
  /** Trials whose published rows were written anew or removed. */
  readonly touched: number;
  /** Rows per table of analytics afterwards. */
  readonly tables: Readonly<Record<string, number>>;
  /** What each table of analytics holds afterwards: the evidence of the act. */
  readonly contents: TableContents;
  /** SHA-256 over the tables that say what is so now: the same for the same content, whenever it came. */
  readonly contentHash: string;
}

/** The tables that tell what was so earlier, and when it came to be known. */
const historyTables = [trialRecords, trialVersions, trialChanges];

/** All tables of analytics, in the order in which the summary shows them. */
export const publishedTables = [
  trials,
  ...publishedChildTables.map(({ table }) => table),
  ...historyTables,
  conditions,
  interventions,
  sponsors,
  countries,
  phases,
  overallStatuses,
  studyTypes,
];

/** Counts the rows of each table of analytics. */
export const countPublishedRows: Effect.Effect<Readonly<Record<string, number>>, DatabaseError, Database> = Effect.gen(
  function* () {
    const database = yield* Database;
    const counts = yield* Effect.forEach(publishedTables, (table) =>
      Effect.map(
        database.query("publish.count", (db) => db.select({ rows: count() }).from(table)),
        ([row]) => [getTableConfig(table).name, row?.rows ?? 0] as const,
      ),
    );
    return Object.fromEntries(counts);
  },
);

/**
 * Computes what all tables of analytics hold.
 *
 * Reads    analytics, every row
 */
export const readPublishedContents: Effect.Effect<TableContents, DatabaseError, Database> = Effect.gen(function* () {
  const names = publishedTables.map((table) => getTableConfig(table).name);
  const found = yield* readTableContents(Object.fromEntries(names.map((name) => [name, null])));
  const contents: Record<string, TableContent> = {};
  // In the order of the list: the answer comes in another one.
  for (const name of names) {
    const content = found[name];
    if (content === undefined || content.rows === null || content.sha256 === null) {
      return yield* Effect.die(new Error(`analytics.${name} is not there`));
    }
    contents[name] = { rows: content.rows, columns: content.columns, sha256: content.sha256 };
  }
  return contents;
});

const namesOfHistory = new Set<string>(historyTables.map((table) => getTableConfig(table).name));

/**
 * Publishes staging, which holds the load `loadId`, to analytics, in the current transaction: dimensions first, then the trials
 * that differ and their lists, then the step in the history.
 *
 * Reads       staging
 * Writes      analytics; trials that did not change are not touched
 * Idempotent  yes; depends on the content of staging alone
 */
export const publishStaging = Effect.fn("transform.publishStaging")(function* (
  loadId: number,
  at: Date,
): Effect.fn.Return<PublishReport, DatabaseError, Database> {
  const database = yield* Database;
  const execute = (operation: string, statement: SQL) => database.query(operation, (db) => db.execute(statement));

  for (const statement of findTouchedTrials()) yield* execute("publish.find_touched", statement);
  yield* database.query("publish.vocabularies", async (db) => {
    for (const statement of vocabularyDimensions(db)) await statement;
  });
  for (const { table } of publishedChildTables) {
    yield* execute(
      "publish.delete_entries",
      sql`delete from ${table} using ${touchedTrials} where ${touchedTrials.nct_id} = ${table.nct_id}`,
    );
  }
  yield* execute(
    "publish.delete_trials",
    sql`delete from ${trials} using ${touchedTrials} where ${touchedTrials.nct_id} = ${trials.nct_id}`,
  );
  for (const { merge } of nameDimensions) yield* execute("publish.merge_names", merge);
  yield* execute("publish.insert_trials", publishTrials());
  for (const { fill } of publishedChildTables) yield* execute("publish.insert_entries", fill());
  for (const { prune } of nameDimensions) yield* execute("publish.prune_names", prune);
  yield* recordHistory(loadId, at);

  const [summary] = yield* database.query("publish.summarize", (db) =>
    db.execute<{ trials: number; touched: number }>(sql`
      select (select count(*)::int from ${stagingTrials}) as trials,
             (select count(*)::int from ${touchedTrials}) as touched`),
  );
  if (summary === undefined) return yield* Effect.die(new Error("an aggregate without a row"));
  const contents = yield* readPublishedContents;
  const current = Object.entries(contents).filter(([name]) => !namesOfHistory.has(name));
  return {
    trials: summary.trials,
    touched: summary.touched,
    tables: Object.fromEntries(Object.entries(contents).map(([name, { rows }]) => [name, rows])),
    contents,
    contentHash: contentHashOf(Object.fromEntries(current)),
  };
});
