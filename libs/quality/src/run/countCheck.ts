import type { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Check, CheckContext, Measure, RowSet } from "../Check.ts";
import { tableName } from "../compile/tableName.ts";
import { QualityError } from "../errors.ts";
import { CountsContradict } from "../QualityReason.ts";
import { type Counts, judgeMeasure } from "../report/judge.ts";
import { askFor } from "./ask.ts";

const countSet = Effect.fnUntraced(function* (suite: string, check: Check, rule: RowSet, context: CheckContext) {
  const [row] = yield* askFor<{ checked: unknown; failed: unknown }>(suite, check, rule.count(context));
  const checkedCount = Number(row?.checked);
  const failedCount = Number(row?.failed);
  if (failedCount > checkedCount) {
    const table = tableName(check.table);
    return yield* new QualityError({
      operation: `quality.check ${check.name}`,
      reason: new CountsContradict({ suite, check: check.name, table, checkedCount, failedCount }),
    });
  }
  return { checkedCount, failedCount, observed: null };
});

const measureNumber = (suite: string, check: Check, rule: Measure, context: CheckContext) =>
  Effect.map(
    askFor<{ observed: number | null }>(suite, check, sql`select (${rule.value(context)})::float8 as observed`),
    ([row]) => judgeMeasure(rule, row?.observed ?? null),
  );

/** Counts or measures a check that has a statement of its own. */
export const countCheck = (
  suite: string,
  check: Check,
  rule: RowSet | Measure,
  context: CheckContext,
): Effect.Effect<Counts, QualityError | DatabaseError, Database> =>
  rule._tag === "RowSet" ? countSet(suite, check, rule, context) : measureNumber(suite, check, rule, context);
