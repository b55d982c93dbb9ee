import { Database, type DatabaseError } from "@trialflow/database";
import { type FailingRow, type SuiteReport, trialSuite } from "@trialflow/quality";
import { checkFailures, checkResults, checkRuns } from "@trialflow/schema";
import { asc, eq } from "drizzle-orm";
import { Effect } from "effect";

type CheckResultRow = typeof checkResults.$inferSelect;

const placeInSuite = new Map(trialSuite.checks.map(({ name }, index) => [name, index]));

/** The limits of the configuration come after the checks of the suite. */
const placeOf = ({ check_name }: CheckResultRow) => placeInSuite.get(check_name) ?? placeInSuite.size;

const byPlace = (a: CheckResultRow, b: CheckResultRow) =>
  placeOf(a) - placeOf(b) || a.check_name.localeCompare(b.check_name, "en");

/** Reads a recorded report back, as the suite gave it: its checks in their order. */
export const readCheckReport = (checkRunId: string): Effect.Effect<SuiteReport, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [run] = yield* database.query("ledger.read_check_run", (db) =>
      db.select().from(checkRuns).where(eq(checkRuns.check_run_id, checkRunId)),
    );
    if (run === undefined) return yield* Effect.die(new Error(`check run ${checkRunId} is not in the ledger`));
    const results = yield* database.query("ledger.read_check_results", (db) =>
      db.select().from(checkResults).where(eq(checkResults.check_run_id, checkRunId)),
    );
    const failures = yield* database.query("ledger.read_check_failures", (db) =>
      db
        .select()
        .from(checkFailures)
        .where(eq(checkFailures.check_run_id, checkRunId))
        .orderBy(asc(checkFailures.check_name), asc(checkFailures.ordinal)),
    );
    return {
      checkRunId,
      runId: run.run_id,
      loadId: run.load_id,
      suite: run.suite,
      suiteVersion: run.suite_version,
      verdict: run.verdict,
      startedAt: run.started_at.toISOString(),
      durationMs: run.duration_ms,
      results: results.toSorted(byPlace).map((result) => ({
        name: result.check_name,
        table: result.table_name,
        kind: result.kind,
        severity: result.severity,
        status: result.status,
        description: result.description,
        checkedCount: result.checked_count,
        failedCount: result.failed_count,
        share: result.checked_count === 0 ? 0 : result.failed_count / result.checked_count,
        tolerance: {
          ...(result.max_failed_count === null ? {} : { maxFailedCount: result.max_failed_count }),
          ...(result.max_failed_share === null ? {} : { maxFailedShare: result.max_failed_share }),
        },
        observed: result.observed,
        sample: failures
          .filter((failure) => failure.check_name === result.check_name)
          .map((failure) => ({ key: failure.row_key, values: failure.row_values }) as FailingRow),
        durationMs: result.duration_ms,
      })),
    };
  });
