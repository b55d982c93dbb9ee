import type { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect, Result } from "effect";
import { type EachRowCheck, scanStatement } from "../compile/scanStatement.ts";
import type { QualityError } from "../errors.ts";
import type { Counts } from "../report/judge.ts";
import { ask, askFor, isRefusal } from "./ask.ts";

interface Row extends Record<string, unknown> {
  readonly counts: ReadonlyArray<number>;
}

const readCounts = (rows: ReadonlyArray<Row>, checks: ReadonlyArray<EachRowCheck>): ReadonlyArray<Counts> => {
  const counts = rows[0]?.counts ?? [];
  return checks.map((_, index) => ({
    checkedCount: counts[2 * index] ?? 0,
    failedCount: counts[2 * index + 1] ?? 0,
    observed: null,
  }));
};

const countEach = (suite: string, table: PgTable, checks: ReadonlyArray<EachRowCheck>) =>
  Effect.forEach(checks, (check) =>
    Effect.map(askFor<Row>(suite, check, scanStatement(table, [check])), (rows) => readCounts(rows, [check])),
  ).pipe(Effect.map((counts) => counts.flat()));

/**
 * Counts all row checks of one table in one scan.
 *
 * When the server refuses the scan, the checks are counted one by one, so that the error names the one to blame; a
 * savepoint keeps the transaction usable for that.
 */
export const countScan = (
  suite: string,
  table: PgTable,
  checks: ReadonlyArray<EachRowCheck>,
): Effect.Effect<ReadonlyArray<Counts>, QualityError | DatabaseError, Database> =>
  checks.length === 1
    ? countEach(suite, table, checks)
    : Effect.gen(function* () {
        const operation = "quality.scan";
        yield* ask(operation, sql`savepoint trialflow_scan`);
        const scan = yield* Effect.result(ask<Row>(operation, scanStatement(table, checks)));
        if (Result.isFailure(scan)) {
          if (!isRefusal(scan.failure)) return yield* scan.failure;
          yield* ask(operation, sql`rollback to savepoint trialflow_scan`);
        }
        yield* ask(operation, sql`release savepoint trialflow_scan`);
        return Result.isSuccess(scan) ? readCounts(scan.success, checks) : yield* countEach(suite, table, checks);
      });
