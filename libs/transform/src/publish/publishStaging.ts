import { Database, type DatabaseError } from "@trialflow/database";
import {
  conditions,
  countries,
  interventions,
  overallStatuses,
  phases,
  sponsors,
  studyTypes,
  type TableContent,
  trialChanges,
  trialRecords,
  trials,
  trialVersions,
} from "@trialflow/schema";
import { count } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import { recordHistory } from "./history/recordHistory.ts";
import { publishCurrent } from "./publishCurrent.ts";
import { publishedChildTables } from "./publishedTables.ts";
import { contentHashOf, currentScheme, readTableContents, type TableContents } from "./tableContents.ts";

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

/** The tables whose rows the program knows: written, and looked at, each time. */
const vocabularyTables: ReadonlyArray<PgTable> = [phases, overallStatuses, studyTypes];

/** Of what is known of the tables, leaves that of tables which were not written, have the columns that they had, and are hashed as now. */
const stillKnown = (known: TableContents, written: ReadonlySet<PgTable>): TableContents =>
  Object.fromEntries(
    publishedTables.flatMap((table: PgTable) => {
      const { name, columns } = getTableConfig(table);
      const content = known[name];
      const isKept =
        content !== undefined &&
        content.scheme === currentScheme &&
        !written.has(table) &&
        !vocabularyTables.includes(table) &&
        content.columns.toSorted().join() ===
          columns
            .map((column) => column.name)
            .sort()
            .join();
      return isKept ? [[name, content] as const] : [];
    }),
  );

/**
 * Tells what all tables of analytics hold after a publication that wrote the tables `written`.
 *
 * `known` is what the publication before wrote down. A table that was not written since is as it was then, and its content is not computed again:
 * if somebody else changed it, what is said here and what verification finds differ, as they must.
 *
 * Reads    analytics, every row of the tables that were written
 */
export const readPublishedContents = (
  known: TableContents,
  written: ReadonlySet<PgTable>,
): Effect.Effect<TableContents, DatabaseError, Database> =>
  Effect.gen(function* () {
    const kept = stillKnown(known, written);
    const names = publishedTables.map((table) => getTableConfig(table).name);
    const unknown = names.filter((name) => kept[name] === undefined);
    const found = yield* readTableContents(
      Object.fromEntries(unknown.map((name) => [name, { columns: null, scheme: currentScheme }])),
    );
    const contents: Record<string, TableContent> = {};
    // In the order of the list: the answer comes in another one.
    for (const name of names) {
      const content = kept[name] ?? found[name];
      if (content === undefined || content.rows === null || content.sha256 === null) {
        return yield* Effect.die(new Error(`analytics.${name} is not there`));
      }
      contents[name] = { rows: content.rows, columns: content.columns, sha256: content.sha256, scheme: currentScheme };
    }
    return contents;
  });

/** Takes the rows per table out of what the tables hold; null when a table is missing there. */
export const rowsOfContents = (contents: TableContents): Readonly<Record<string, number>> | null => {
  const rows = publishedTables.map((table) => {
    const { name } = getTableConfig(table);
    return [name, contents[name]?.rows] as const;
  });
  return rows.some(([, count]) => count === undefined) ? null : (Object.fromEntries(rows) as Record<string, number>);
};

const namesOfHistory = new Set<string>(historyTables.map((table) => getTableConfig(table).name));

/**
 * Publishes staging, which holds the load `loadId`, to analytics, in the current transaction: dimensions first, then the trials
 * that differ and their lists, then the step in the history. `known` is what the publication before said that analytics holds.
 *
 * Reads       staging
 * Writes      analytics; trials that did not change are not touched
 * Idempotent  yes: what is published again is not touched
 */
export const publishStaging = Effect.fn("transform.publishStaging")(function* (
  loadId: number,
  at: Date,
  known: TableContents = {},
): Effect.fn.Return<PublishReport, DatabaseError, Database> {
  const { written, ...counts } = yield* publishCurrent;
  const historyWritten = yield* recordHistory(loadId, at);
  const contents = yield* readPublishedContents(known, new Set([...written, ...historyWritten]));
  const current = Object.entries(contents).filter(([name]) => !namesOfHistory.has(name));
  return {
    ...counts,
    tables: Object.fromEntries(Object.entries(contents).map(([name, { rows }]) => [name, rows])),
    contents,
    contentHash: contentHashOf(Object.fromEntries(current)),
  };
});
