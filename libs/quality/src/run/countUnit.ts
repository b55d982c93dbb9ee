import type { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Duration, Effect, Result } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import type { QualityError } from "../errors.ts";
import type { Counts } from "../report/judge.ts";
import { ask, isRefusal } from "./ask.ts";
import { countCheck, countsOf } from "./countCheck.ts";
import type { Unit } from "./gatherUnits.ts";

/** The counts of a check, and its share of the time that they took. */
export interface Timed {
  readonly counts: Counts;
  readonly durationMs: number;
}

const OPERATION = "quality.scan";

/** Counts a check by itself and takes the time. */
export const countAlone = (suite: string, check: Check, context: CheckContext) =>
  Effect.map(Effect.timed(countCheck(suite, check, context)), ([duration, counts]): readonly [Check, Timed] => [
    check,
    { counts, durationMs: Duration.toMillis(duration) },
  ]);

const isSuspected = ({ rule }: Check, failedCount: number): boolean =>
  rule._tag === "RowSet" && rule.grouping?.isSuspicion === true && failedCount > 0;

/**
 * Counts the checks of a unit in one statement.
 *
 * When the server refuses it, the checks are counted one by one, so that the error names the one to blame; a savepoint keeps the
 * transaction usable for that.
 */
export const countUnit = (
  suite: string,
  { checks, statement }: Unit,
  context: CheckContext,
): Effect.Effect<ReadonlyArray<readonly [Check, Timed]>, QualityError | DatabaseError, Database> =>
  Effect.gen(function* () {
    const countEach = Effect.forEach(checks, (check) => countAlone(suite, check, context));
    if (checks.length === 1) return yield* countEach;

    yield* ask(OPERATION, sql`savepoint trialflow_scan`);
    const [duration, scan] = yield* Effect.timed(
      Effect.result(ask<{ numbers: ReadonlyArray<number> }>(OPERATION, statement)),
    );
    if (Result.isFailure(scan)) {
      if (!isRefusal(scan.failure)) return yield* scan.failure;
      yield* ask(OPERATION, sql`rollback to savepoint trialflow_scan`);
    }
    yield* ask(OPERATION, sql`release savepoint trialflow_scan`);
    if (Result.isFailure(scan)) return yield* countEach;

    const numbers = scan.success[0]?.numbers ?? [];
    const durationMs = Duration.toMillis(duration) / checks.length;
    return yield* Effect.forEach(checks, (check, index) => {
      const [checkedCount = 0, failedCount = 0] = numbers.slice(2 * index);
      return isSuspected(check, failedCount)
        ? countAlone(suite, check, context)
        : Effect.map(
            countsOf(suite, check, checkedCount, failedCount),
            (counts) => [check, { counts, durationMs }] as const,
          );
    });
  });
