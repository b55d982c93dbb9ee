import { Database, type DatabaseError } from "@trialflow/database";
import { checkResults, checkRuns, type Verdict, verdicts } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { countByKey } from "./countByKey.ts";
import type { CheckFacts, WarehouseMetrics } from "./WarehouseMetrics.ts";

/**
 * Reads how often the suite of checks was executed with which verdict, and what its newest execution found.
 *
 * Reads    ops.check_runs; ops.check_results of one execution
 */
export const readChecks: Effect.Effect<
  Pick<WarehouseMetrics, "verdicts" | "lastVerdict" | "checks">,
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const database = yield* Database;
  const counts = yield* database.query("metrics.check_runs", (db) =>
    db.execute<{ readonly key: Verdict; readonly count: number }>(sql`
      select ${checkRuns.verdict} as key, count(*)::float8 as count from ${checkRuns} group by ${checkRuns.verdict}`),
  );
  const results = yield* database.query("metrics.check_results", (db) =>
    db.execute<CheckFacts & Record<string, unknown> & { readonly verdict: Verdict }>(sql`
      with newest as (
        select ${checkRuns.check_run_id}, ${checkRuns.verdict} from ${checkRuns} order by ${checkRuns.started_at} desc limit 1
      )
      select newest.verdict, ${checkResults.check_name} as check, ${checkResults.severity} as severity, ${checkResults.status} as result,
             ${checkResults.failed_count}::float8 as "failedRows"
      from newest join ${checkResults} on ${checkResults.check_run_id} = newest.check_run_id order by ${checkResults.check_name}`),
  );
  return {
    verdicts: countByKey(verdicts, counts),
    lastVerdict: results[0]?.verdict ?? null,
    checks: results.map(({ check, severity, result, failedRows }) => ({ check, severity, result, failedRows })),
  };
});
