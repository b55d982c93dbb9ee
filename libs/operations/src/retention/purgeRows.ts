import { Database, type DatabaseError } from "@trialflow/database";
import type { Program } from "@trialflow/pipeline";
import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import type { RetentionRule, RowCounts } from "./RetentionRule.ts";
import { type Cutoff, recordPurge } from "./recordPurge.ts";

/** So many units are removed in one transaction. */
export const purgeBatchSize = 1000;

const operation = "retention.purge";

const ask = (statement: SQL): Effect.Effect<RowCounts, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query(operation, (db) => db.execute<RowCounts & Record<string, unknown>>(statement)),
      ([row]) => row ?? { units: 0 },
    ),
  );

const arePresent = ({ tables }: RetentionRule): Effect.Effect<boolean, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query(operation, (db) =>
        db.execute<{ isPresent: boolean }>(sql`
          select bool_and(exists(
            select from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname || '.' || relname = name
          )) as "isPresent" from unnest(${sql.param([...tables])}::text[]) name`),
      ),
      ([row]) => row?.isPresent === true,
    ),
  );

const rowsOf = ({ tables }: RetentionRule, counts: RowCounts): Readonly<Record<string, number>> =>
  Object.fromEntries(tables.map((table) => [table, counts[table] ?? 0]));

/** Two purges at once would wait for each other's rows: one at a time. */
const takeTurn = Effect.flatMap(Database, (database) =>
  database.query(operation, async (db) => {
    await db.execute(sql`set local idle_in_transaction_session_timeout = '30s'`);
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('trialflow.retention', 0))`);
  }),
);

const removeBatch = (rule: RetentionRule, cutoff: Cutoff, batchSize: number) =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation, ...(rule.role === null ? {} : { role: rule.role }) },
      Effect.gen(function* () {
        yield* takeTurn;
        const counts = yield* ask(rule.remove(cutoff.before, batchSize));
        if (counts.units > 0) yield* recordPurge(cutoff, rowsOf(rule, counts));
        return counts;
      }),
    ),
  );

const add = (a: RowCounts, b: RowCounts): RowCounts =>
  ({
    ...a,
    ...Object.fromEntries(Object.entries(b).map(([name, count]) => [name, (a[name] ?? 0) + count])),
  }) as RowCounts;

/**
 * Removes the rows of a rule, a batch at a time: each in a transaction of its own together with its entry in the audit log. Gives how many
 * rows of each table went, or, in a dry run, would go.
 *
 * Idempotent   yes: what a killed purge left behind the next one removes
 */
export const purgeRows = (
  rule: RetentionRule,
  cutoff: Cutoff,
  { isDryRun, batchSize }: { readonly isDryRun: boolean; readonly batchSize: number },
): Effect.Effect<Readonly<Record<string, number>>, DatabaseError, Database | Program> =>
  Effect.gen(function* () {
    let total: RowCounts = { units: 0 };
    // The first scheduler makes the queue; the tables of the ledger are there, or the database is not prepared.
    if (rule.role !== null || (yield* arePresent(rule))) {
      if (isDryRun) return rowsOf(rule, yield* ask(rule.count(cutoff.before)));
      for (;;) {
        const counts = yield* removeBatch(rule, cutoff, batchSize);
        total = add(total, counts);
        if (counts.units < batchSize) break;
      }
    }
    return rowsOf(rule, total);
  });
