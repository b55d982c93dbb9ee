import { Database, type DatabaseError } from "@trialflow/database";
import { stagingTrials, trials } from "@trialflow/schema";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias, type PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type { TableChange } from "../changes/FormerState.ts";
import { childTables } from "./childTables.ts";

type TrialTable = PgTable & { readonly nct_id: AnyPgColumn };

const pairs: ReadonlyArray<{ readonly staged: TrialTable; readonly published: TrialTable }> = [
  { staged: stagingTrials, published: trials },
  ...childTables,
];

/** Copies rows of a table, in the columns of staging, to a temporary one that is found by its name alone. */
const copyRows = (twin: PgTable, staged: TrialTable, from: TrialTable, touched: SQL): ReadonlyArray<SQL> => {
  const own: Readonly<Record<string, AnyPgColumn>> = getTableColumns(from);
  const columns = Object.keys(getTableColumns(staged)).map((name) => sql`${own[name]}`);
  return [
    sql`create temporary table ${twin} on commit drop as
select ${sql.join(columns, sql`, `)} from ${from} where ${from.nct_id} in (${touched})`,
    sql`create index on ${twin} (${sql.identifier(staged.nct_id.name)})`,
  ];
};

/**
 * Takes the rows of the trials that differ from what is published: as they are published, and as they are staged.
 *
 * `touched` is a query that gives the NCT numbers of these trials.
 *
 * Reads    staging and analytics but for its history, the rows of these trials
 * Writes   temporary tables, which end with the transaction; two for each table of staging
 */
export const trialChanges = (touched: SQL): Effect.Effect<ReadonlyArray<TableChange>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.forEach(pairs, ({ staged, published }) =>
      Effect.gen(function* () {
        const before = alias(staged, `published_${getTableName(staged)}`);
        const now = alias(staged, `staged_${getTableName(staged)}`);
        const statements = [...copyRows(before, staged, published, touched), ...copyRows(now, staged, staged, touched)];
        for (const statement of statements) {
          yield* database.query("quality.trial_changes", (db) => db.execute(statement));
        }
        return { table: staged, part: staged.nct_id, former: published, before, now };
      }),
    ),
  );
