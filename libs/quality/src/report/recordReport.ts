import { Database, type DatabaseError } from "@trialflow/database";
import { checkFailures, checkResults, checkRuns } from "@trialflow/schema";
import { Array as Arr, Effect } from "effect";
import { QualityError } from "../errors.ts";
import { ReportHasNoRun } from "../QualityReason.ts";
import type { SuiteReport } from "./SuiteReport.ts";

/** Rows of one insert; far below PostgreSQL's 65,535 parameters. */
const batchSize = 1000;

/**
 * Records a report in the ledger, in the current transaction.
 *
 * Writes   ops.check_runs (one row), ops.check_results (one per check), ops.check_failures (one per sampled row)
 * Errors   `QualityError` with `ReportHasNoRun`; `DatabaseError` when the run or the load is not in the ledger
 * Idempotent   no: a report is recorded once, a second time is refused by the primary key
 */
export const recordReport = Effect.fn("quality.recordReport")(function* (
  report: SuiteReport,
): Effect.fn.Return<void, QualityError | DatabaseError, Database> {
  const { checkRunId, runId, results } = report;
  const operation = "quality.recordReport";
  if (runId === null) {
    return yield* new QualityError({ operation, reason: new ReportHasNoRun({ suite: report.suite }) });
  }
  const database = yield* Database;
  const countOf = (status: string) => results.filter((result) => result.status === status).length;
  const resultRows = results.map((result) => ({
    check_run_id: checkRunId,
    check_name: result.name,
    table_name: result.table,
    kind: result.kind,
    severity: result.severity,
    status: result.status,
    description: result.description,
    checked_count: result.checkedCount,
    failed_count: result.failedCount,
    max_failed_count: result.tolerance.maxFailedCount ?? null,
    max_failed_share: result.tolerance.maxFailedShare ?? null,
    observed: result.observed,
    duration_ms: result.durationMs,
  }));
  const failureRows = results.flatMap((result) =>
    result.sample.map(({ key, values }, index) => ({
      check_run_id: checkRunId,
      check_name: result.name,
      ordinal: index + 1,
      row_key: key,
      row_values: values,
    })),
  );
  yield* database.transaction(
    { operation },
    Effect.gen(function* () {
      yield* database.query(operation, (db) =>
        db.insert(checkRuns).values({
          check_run_id: checkRunId,
          run_id: runId,
          load_id: report.loadId,
          suite: report.suite,
          suite_version: report.suiteVersion,
          verdict: report.verdict,
          passed_count: countOf("passed"),
          warned_count: countOf("warned"),
          failed_count: countOf("failed"),
          started_at: new Date(report.startedAt),
          duration_ms: report.durationMs,
        }),
      );
      for (const rows of Arr.chunksOf(resultRows, batchSize)) {
        yield* database.query(operation, (db) => db.insert(checkResults).values(rows));
      }
      for (const rows of Arr.chunksOf(failureRows, batchSize)) {
        yield* database.query(operation, (db) => db.insert(checkFailures).values(rows));
      }
    }),
  );
});
