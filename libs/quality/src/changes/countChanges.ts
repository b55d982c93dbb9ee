import type { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { countOf } from "../compile/countOf.ts";
import { relocation } from "../compile/relocate.ts";
import { tableName } from "../compile/tableName.ts";
import type { WholeValue } from "../compile/WholeValue.ts";
import type { QualityError } from "../errors.ts";
import type { CheckResult, FailingRow } from "../report/SuiteReport.ts";
import { ask } from "../run/ask.ts";
import { countAll, isOfEveryRow } from "../run/countAll.ts";
import type { Timed } from "../run/countUnit.ts";
import { findValues, literals, valuesIn } from "../run/findValues.ts";
import type { Suite } from "../suite.ts";
import type { FormerState } from "./FormerState.ts";
import { isCountedByParts } from "./isCountedByParts.ts";

/** The counts of a check that were brought up to date. */
export interface Updated extends Timed {
  /** The failing rows that were found of the former state, when none of the parts that differ had or has one. */
  readonly sample: ReadonlyArray<FailingRow> | null;
}

/** What was brought up to date, by the checks' names; or why nothing could be. */
export type Changes =
  | { readonly updated: ReadonlyMap<string, Updated>; readonly mismatch: null }
  | { readonly updated: null; readonly mismatch: string };

/** Counts the rows of tables in one statement, which the server may share out, a table to each of its processes. */
const countRows = (tables: ReadonlyArray<PgTable>) =>
  Effect.map(
    ask<{ place: number; number: string }>(
      "quality.count_rows",
      sql.join(
        tables.map((table, place) => sql`select ${sql.raw(String(place))} as place, count(*) as number from ${table}`),
        sql` union all `,
      ),
    ),
    (rows) => {
      const numbers = new Map(rows.map(({ place, number }) => [place, Number(number)]));
      return new Map(tables.map((table, place) => [table, numbers.get(place) ?? 0]));
    },
  );

const update = (former: CheckResult, before: Timed, now: Timed): Updated => ({
  counts: {
    checkedCount: former.checkedCount - before.counts.checkedCount + now.counts.checkedCount,
    failedCount: former.failedCount - before.counts.failedCount + now.counts.failedCount,
    observed: null,
  },
  durationMs: before.durationMs + now.durationMs,
  sample: before.counts.failedCount === 0 && now.counts.failedCount === 0 ? former.sample : null,
});

/** Says what cannot be, if the former state was what it is said to be: then it was not. */
const mismatchOf = (
  check: Check,
  former: CheckResult,
  before: Timed,
  { counts: { checkedCount, failedCount } }: Updated,
  rows: ReadonlyMap<PgTable, number>,
): string | null => {
  const { name, table } = check;
  const found = rows.get(table);
  if (isOfEveryRow(check) && checkedCount !== found) {
    return `${tableName(table)} has ${found} rows, and by what changed ${name} would be of ${checkedCount}`;
  }
  const passedBefore = before.counts.checkedCount - before.counts.failedCount;
  const isPart =
    before.counts.failedCount <= former.failedCount && passedBefore <= former.checkedCount - former.failedCount;
  return isPart && failedCount <= checkedCount ? null : `of ${name} more rows changed than there were`;
};

/**
 * Counts the checks that fall into parts over the parts that differ from a former state, as they were and as they are, and brings what was
 * counted then up to date. The other checks are left out.
 *
 * Reads    the changed rows; of the tables the number of their rows, which `rows` learns
 */
export const countChanges = Effect.fnUntraced(function* (
  suite: Suite,
  former: FormerState,
  context: CheckContext,
  values: ReadonlyMap<WholeValue, string | null>,
  rows: Map<PgTable, number>,
): Effect.fn.Return<Changes, QualityError | DatabaseError, Database> {
  const { results, changes } = former;
  const tablesTo = (side: "former" | "before" | "now") =>
    new Map(changes.map((change) => [change.table, change[side]]));
  for (const [table, count] of yield* countRows(changes.map(({ table }) => table))) rows.set(table, count);

  const partOf = new Map(changes.map(({ table, part }) => [table, part]));
  const resultOf = new Map(results.map((result) => [result.name, result]));
  const countedIf = (isSame: (value: WholeValue) => boolean) =>
    suite.checks.filter((check) => resultOf.has(check.name) && isCountedByParts(check, context, partOf, isSame));
  const compared = valuesIn(
    countedIf(() => true),
    context,
  );
  const formerValues = yield* findValues(suite.name, compared, relocation({ tables: tablesTo("former") }));
  const checks = countedIf((value) => values.get(value) === formerValues.get(value));

  const known = literals(values);
  // What is known of the number of a table's rows is none of its parts.
  const ofParts = { ...context, countOf };
  const countSide = (side: "before" | "now") => {
    const places = relocation({ tables: tablesTo(side), values: known });
    const moved = checks.map(places.check);
    return Effect.map(countAll(suite.name, moved, ofParts, new Map()), (counted) =>
      moved.map((check) => counted.get(check)),
    );
  };
  const before = yield* countSide("before");
  const now = yield* countSide("now");
  const updated = new Map<string, Updated>();
  for (const [index, check] of checks.entries()) {
    const [result, was, is] = [resultOf.get(check.name), before[index], now[index]];
    if (result === undefined || was === undefined || is === undefined) continue;
    const brought = update(result, was, is);
    const mismatch = mismatchOf(check, result, was, brought, rows);
    if (mismatch !== null) return { updated: null, mismatch };
    updated.set(check.name, brought);
  }
  return { updated, mismatch: null };
});
