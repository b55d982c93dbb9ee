import { Database, type DatabaseError } from "@trialflow/database";
import { stagingTrials, trials } from "@trialflow/schema";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias, type PgTable, pgTable, text } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type { TableChange } from "../changes/FormerState.ts";
import { childTables } from "./childTables.ts";

type TrialTable = PgTable & { readonly nct_id: AnyPgColumn };

/** Names the trials that differ. A temporary table: what looks at it ends with it, at the end of the transaction. */
const changedTrials = pgTable("changed_trials", { nct_id: text().notNull() });

const isChanged = ({ nct_id }: TrialTable): SQL =>
  sql`${nct_id} in (select ${changedTrials.nct_id} from ${changedTrials})`;

/** The rows of these trials in a table, in the columns of staging. */
const rowsOf = (from: TrialTable, staged: TrialTable): SQL => {
  const own: Readonly<Record<string, AnyPgColumn>> = getTableColumns(from);
  const columns = Object.keys(getTableColumns(staged)).map((name) => sql`${own[name]}`);
  return sql`select ${sql.join(columns, sql`, `)} from ${from} where ${isChanged(from)}`;
};

/** Trials have a rule about almost each of their columns, and are counted with each list: they are read once. */
const copyTrials = (twin: PgTable, from: TrialTable): SQL =>
  sql`create temporary table ${twin} on commit drop as ${rowsOf(from, stagingTrials)}`;

/** Of a list's entries most rules look at no more than the key, which is in its index: they are read where they stand. */
const viewList = (twin: PgTable, from: TrialTable, staged: TrialTable): SQL =>
  sql`create temporary view ${twin} as ${rowsOf(from, staged)}`;

const change = (staged: TrialTable, published: TrialTable): TableChange => ({
  table: staged,
  part: staged.nct_id,
  former: published,
  before: alias(staged, `published_${getTableName(staged)}`),
  now: alias(staged, `staged_${getTableName(staged)}`),
});

/**
 * Takes the rows of the trials that differ from what is published: as they are published, and as they are staged.
 *
 * `touched` is a query that gives the NCT numbers of these trials, each once.
 *
 * Reads    staging and analytics but for its history, the rows of these trials
 * Writes   temporary tables and views, which end with the transaction; two for each table of staging
 */
export const trialChanges = (touched: SQL): Effect.Effect<ReadonlyArray<TableChange>, DatabaseError, Database> => {
  const ofTrials = change(stagingTrials, trials);
  const lists = childTables.map(({ staged, published }) => ({ staged, published, ...change(staged, published) }));
  const key = sql.identifier(changedTrials.nct_id.name);
  const statements = [
    sql`create temporary table ${changedTrials} (${key}) on commit drop as ${touched}`,
    sql`create unique index on ${changedTrials} (${key})`,
    sql`analyze ${changedTrials}`,
    copyTrials(ofTrials.before, trials),
    copyTrials(ofTrials.now, stagingTrials),
    ...lists.flatMap(({ staged, published, before, now }) => [
      viewList(before, published, staged),
      viewList(now, staged, staged),
    ]),
  ];
  return Effect.gen(function* () {
    const database = yield* Database;
    for (const statement of statements) {
      yield* database.query("quality.trial_changes", (db) => db.execute(statement));
    }
    return [ofTrials, ...lists];
  });
};
