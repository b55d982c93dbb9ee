import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Clock, Duration, Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { countChanges, type Updated } from "../changes/countChanges.ts";
import type { FormerState } from "../changes/FormerState.ts";
import { countOf } from "../compile/countOf.ts";
import { relocation } from "../compile/relocate.ts";
import { tableName } from "../compile/tableName.ts";
import type { QualityError } from "../errors.ts";
import { failedShare, judge, verdictOf } from "../report/judge.ts";
import type { CheckResult, FailingRow, SuiteReport } from "../report/SuiteReport.ts";
import type { Suite } from "../suite.ts";
import { countAll } from "./countAll.ts";
import type { Timed } from "./countUnit.ts";
import { findValues, literals, valuesIn } from "./findValues.ts";
import { sampleRows } from "./sampleRows.ts";

/** What an execution of a suite belongs to, and how much evidence it brings back. */
export interface RunSuiteOptions {
  /** The run of the ledger; only a report with one can be recorded. */
  readonly runId?: string | null;
  /** The load whose data are checked. */
  readonly loadId?: number | null;
  /** Failing rows to fetch per check, 20 unless given. All are counted. */
  readonly sampleSize?: number;
  /** How many rows tables have, where that is on record: they are not counted. */
  readonly rows?: ReadonlyMap<PgTable, number>;
}

const resultOf = Effect.fnUntraced(function* (
  suite: Suite,
  check: Check,
  timed: Timed,
  known: ReadonlyArray<FailingRow> | null,
  sampleSize: number,
  context: CheckContext,
) {
  const { counts } = timed;
  const wanted = Math.min(counts.failedCount, sampleSize);
  const [duration, sample] = yield* Effect.timed(
    counts.failedCount === 0 || known?.length === wanted
      ? Effect.succeed(known ?? [])
      : sampleRows(suite.name, check, sampleSize, context),
  );
  return {
    name: check.name,
    table: tableName(check.table),
    kind: check.kind,
    severity: check.severity,
    status: judge(check, counts),
    description: check.description,
    ...counts,
    share: failedShare(counts),
    tolerance: check.tolerance,
    sample,
    durationMs: Math.round(timed.durationMs + Duration.toMillis(duration)),
  } satisfies CheckResult;
});

const execute = Effect.fnUntraced(function* (suite: Suite, former: FormerState | null, options: RunSuiteOptions) {
  const { runId = null, loadId = null, sampleSize = 20 } = options;
  const startedAt = new Date(yield* Clock.currentTimeMillis);
  const checkRunId = yield* Effect.sync(() => randomUUID());
  const rows = new Map(options.rows);
  const context: CheckContext = {
    now: startedAt,
    runId,
    loadId,
    countOf: (table) => {
      const known = rows.get(table);
      return known === undefined ? countOf(table) : sql`${known}::int8`;
    },
  };
  const values = yield* findValues(suite.name, valuesIn(suite.checks, context));
  let updated: ReadonlyMap<string, Updated> = new Map();
  if (former !== null) {
    const changes = yield* countChanges(suite, former, context, values, rows);
    if (changes.updated === null) {
      yield* Effect.logInfo(
        `The former state is not what it was, ${suite.name} is checked as a whole: ${changes.mismatch}`,
      );
      return null;
    }
    updated = changes.updated;
  }
  const checks = suite.checks.map(relocation({ values: literals(values) }).check);
  const counted = yield* countAll(
    suite.name,
    checks.filter(({ name }) => !updated.has(name)),
    context,
    rows,
  );
  const results: Array<CheckResult> = [];
  for (const check of checks) {
    const brought = updated.get(check.name);
    const timed = brought ?? counted.get(check);
    if (timed === undefined) continue;
    results.push(yield* resultOf(suite, check, timed, brought?.sample ?? null, sampleSize, context));
  }
  return {
    checkRunId,
    runId,
    loadId,
    suite: suite.name,
    suiteVersion: suite.version,
    verdict: verdictOf(results),
    startedAt: startedAt.toISOString(),
    durationMs: (yield* Clock.currentTimeMillis) - startedAt.getTime(),
    results,
  } satisfies SuiteReport;
});

const inTransaction = <A, E>(suite: Suite, body: Effect.Effect<A, E, Database>) =>
  Effect.gen(function* () {
    yield* Effect.annotateCurrentSpan({ suite: suite.name, version: suite.version });
    const database = yield* Database;
    return yield* database.transaction({ operation: "quality.runSuite", isReadOnly: true }, body);
  });

/**
 * Executes a suite and reports what it found; broken rules are findings, not errors.
 *
 * Reads    the tables of the checks, in the current transaction, or in a read-only one of its own
 * Writes   nothing: see `recordReport`
 * Errors   `QualityError` with `CheckBroken` names the check whose SQL the server refused; the transaction is then aborted
 */
export const runSuite = Effect.fn("quality.runSuite")(function* (
  suite: Suite,
  options: RunSuiteOptions = {},
): Effect.fn.Return<SuiteReport, QualityError | DatabaseError, Database> {
  const report = yield* inTransaction(suite, execute(suite, null, options));
  return report ?? (yield* Effect.die(new Error("a suite that is executed as a whole has a report")));
});

/**
 * Executes a suite as {@link runSuite} does, but for checks that can be counted by parts: these are counted over the parts that differ from a
 * former state, and what was found then is brought up to date. Gives null when the numbers show that the former state is not what it is said to be.
 *
 * Errors   as {@link runSuite}
 */
export const runSuiteOnChanges = Effect.fn("quality.runSuiteOnChanges")(function* (
  suite: Suite,
  former: FormerState,
  options: RunSuiteOptions = {},
): Effect.fn.Return<SuiteReport | null, QualityError | DatabaseError, Database> {
  return yield* inTransaction(suite, execute(suite, former, options));
});
