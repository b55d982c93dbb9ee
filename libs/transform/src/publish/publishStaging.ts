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
  /** SHA-256 over which version of which trial is published. */
  readonly contentHash: string;
}

/** All tables of analytics, in the order in which the summary shows them. */
export const publishedTables = [
  trials,
  ...publishedChildTables.map(({ table }) => table),
  trialRecords,
  trialVersions,
  trialChanges,
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
    db.execute<{ trials: number; touched: number; content_hash: string }>(sql`
      select (select count(*)::int from ${stagingTrials}) as trials,
             (select count(*)::int from ${touchedTrials}) as touched,
             encode(sha256(convert_to(coalesce(string_agg(${trials.nct_id} || ':' || ${trials._record_id} || ':' || ${trials._rule_version}, ','
               order by ${trials.nct_id}), ''), 'UTF8')), 'hex') as content_hash
      from ${trials}`),
  );
  if (summary === undefined) return yield* Effect.die(new Error("an aggregate without a row"));
  return {
    trials: summary.trials,
    touched: summary.touched,
    tables: yield* countPublishedRows,
    contentHash: summary.content_hash,
  };
});
