import { Database, type DatabaseError, writeInBulk } from "@trialflow/database";
import { stagingTrials, trials, unpublishedTrials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type { EntryCopy } from "./copyTrialEntries.ts";
import { mergeNames, pruneNames } from "./mergeNames.ts";
import { addTouchedNames, findTouchedNames, pruneTouchedNames, spellTouchedNames } from "./mergeTouchedNames.ts";
import { type NameDimension, nameDimensions } from "./nameDimensions.ts";
import { publishedChildTables } from "./publishedTables.ts";
import { deleteGoneTrials, insertTrials, mergeTrials } from "./publishTrials.ts";
import { findTouchedTrials, touchedTrials } from "./touchedTrials.ts";
import { vocabularyDimensions } from "./vocabularyDimensions.ts";
import { writtenTables } from "./writtenTables.ts";

/** How many trials are staged, and of how many the published rows are not what staging says. */
export interface TouchedCounts {
  readonly trials: number;
  readonly touched: number;
}

/** What publishing did, and the tables of analytics in which it wrote a row. */
export interface PublishedCurrent extends TouchedCounts {
  readonly written: ReadonlySet<PgTable>;
}

/** When so many times the touched trials are still fewer than all, looking at their names alone is cheaper than at all names. */
const fewShare = 10;

const count = (operation: string, statement: SQL) =>
  Effect.flatMap(Database, (database) =>
    Effect.flatMap(
      database.query(operation, (db) => db.execute<TouchedCounts & Record<string, unknown>>(statement)),
      ([row]) => (row === undefined ? Effect.die(new Error("an aggregate without a row")) : Effect.succeed(row)),
    ),
  );

/**
 * Publishes what staging says now: dimensions first, then the trials that differ and, of their lists, the entries that differ.
 *
 * What nobody has published before is written in bulk. When few trials differ, only the names in these are looked at.
 *
 * Reads       staging
 * Writes      analytics but for its history; trials that did not change are not touched; staging.unpublished_trials
 * Idempotent  yes: what is published again is not touched
 */
export const publishCurrent: Effect.Effect<PublishedCurrent, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const written = writtenTables();
  for (const statement of findTouchedTrials()) yield* written.execute("publish.find_touched", null, statement);
  yield* database.query("publish.vocabularies", async (db) => {
    for (const statement of vocabularyDimensions(db)) await statement;
  });
  const counts = yield* count(
    "publish.count_touched",
    sql`select (select count(*)::int from ${stagingTrials}) as trials, (select count(*)::int from ${touchedTrials}) as touched`,
  );
  const areFew = counts.touched * fewShare < counts.trials;
  const eachDimension = (operation: string, statementOf: (dimension: NameDimension) => SQL) =>
    Effect.forEach(nameDimensions, (dimension) => written.execute(operation, dimension.table, statementOf(dimension)), {
      discard: true,
    });
  const eachList = (operation: string, statementOf: (copy: EntryCopy) => SQL) =>
    Effect.forEach(publishedChildTables, (copy) => written.execute(operation, copy.table, statementOf(copy)), {
      discard: true,
    });

  if (areFew) {
    for (const statement of nameDimensions.flatMap(findTouchedNames)) {
      yield* written.execute("publish.find_names", null, statement);
    }
  }
  yield* eachList("publish.delete_entries", ({ deleteOld }) => deleteOld);
  yield* written.execute("publish.delete_trials", trials, deleteGoneTrials());
  yield* eachDimension("publish.merge_names", areFew ? addTouchedNames : mergeNames);
  const [published] = yield* database.query("publish.is_first", (db) =>
    db.select({ nct_id: trials.nct_id }).from(trials).limit(1),
  );
  if (published === undefined) {
    yield* writeInBulk(
      [trials, ...publishedChildTables.map(({ table }) => table)],
      Effect.andThen(
        written.execute("publish.insert_trials", trials, insertTrials()),
        eachList("publish.insert_entries", ({ fill }) => fill),
      ),
    );
  } else {
    yield* written.execute("publish.merge_trials", trials, mergeTrials());
    yield* eachList("publish.insert_entries", ({ insertNew }) => insertNew);
  }
  if (areFew) yield* eachDimension("publish.spell_names", spellTouchedNames);
  yield* eachDimension("publish.prune_names", areFew ? pruneTouchedNames : pruneNames);
  yield* written.execute("publish.clear_unpublished", null, sql`delete from ${unpublishedTrials}`);
  return { ...counts, written: written.tables };
});
