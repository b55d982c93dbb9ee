import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { Clock, Duration, Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { tableName } from "../compile/tableName.ts";
import type { QualityError } from "../errors.ts";
import { failedShare, judge, verdictOf } from "../report/judge.ts";
import type { CheckResult, SuiteReport } from "../report/SuiteReport.ts";
import type { Suite } from "../suite.ts";
import { countAlone, countUnit, type Timed } from "./countUnit.ts";
import { gatherUnits } from "./gatherUnits.ts";
import { sampleRows } from "./sampleRows.ts";

/** What an execution of a suite belongs to, and how much evidence it brings back. */
export interface RunSuiteOptions {
  /** The run of the ledger; only a report with one can be recorded. */
  readonly runId?: string | null;
  /** The load whose data are checked. */
  readonly loadId?: number | null;
  /** Failing rows to fetch per check, 20 unless given. All are counted. */
  readonly sampleSize?: number;
}

const countAll = Effect.fnUntraced(function* (suite: Suite, context: CheckContext) {
  const together = yield* Effect.forEach(gatherUnits(suite.checks), (unit) => countUnit(suite.name, unit, context));
  const counted = new Map(together.flat());
  const others = suite.checks.filter((check) => !counted.has(check));
  for (const check of others) counted.set(...(yield* countAlone(suite.name, check, context)));
  return counted;
});

const resultOf = Effect.fnUntraced(function* (
  suite: Suite,
  check: Check,
  timed: Timed,
  sampleSize: number,
  context: CheckContext,
) {
  const { counts } = timed;
  const [duration, sample] = yield* Effect.timed(
    counts.failedCount > 0 ? sampleRows(suite.name, check, sampleSize, context) : Effect.succeed([]),
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

const execute = Effect.fnUntraced(function* (suite: Suite, options: RunSuiteOptions) {
  const { runId = null, loadId = null, sampleSize = 20 } = options;
  const startedAt = new Date(yield* Clock.currentTimeMillis);
  const checkRunId = yield* Effect.sync(() => randomUUID());
  const context: CheckContext = { now: startedAt, runId, loadId };
  const counted = yield* countAll(suite, context);
  const results = yield* Effect.forEach([...counted], ([check, timed]) =>
    resultOf(suite, check, timed, sampleSize, context),
  );
  const place = new Map(suite.checks.map((check, index) => [check.name, index]));
  return {
    checkRunId,
    runId,
    loadId,
    suite: suite.name,
    suiteVersion: suite.version,
    verdict: verdictOf(results),
    startedAt: startedAt.toISOString(),
    durationMs: (yield* Clock.currentTimeMillis) - startedAt.getTime(),
    results: results.toSorted((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0)),
  } satisfies SuiteReport;
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
  yield* Effect.annotateCurrentSpan({ suite: suite.name, version: suite.version });
  const database = yield* Database;
  return yield* database.transaction({ operation: "quality.runSuite", isReadOnly: true }, execute(suite, options));
});
