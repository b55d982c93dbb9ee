import type { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { scanStatement } from "../compile/scanStatement.ts";
import { tableName } from "../compile/tableName.ts";
import { QualityError } from "../errors.ts";
import { CountsContradict } from "../QualityReason.ts";
import { type Counts, judgeMeasure } from "../report/judge.ts";
import { askFor } from "./ask.ts";

/** Gives a check's counts. Fails when more rows failed than were checked: then the check counts something else than it says. */
export const countsOf = (
  suite: string,
  check: Check,
  checkedCount: number,
  failedCount: number,
): Effect.Effect<Counts, QualityError> =>
  failedCount <= checkedCount
    ? Effect.succeed({ checkedCount, failedCount, observed: null })
    : new QualityError({
        operation: `quality.check ${check.name}`,
        reason: new CountsContradict({
          suite,
          check: check.name,
          table: tableName(check.table),
          checkedCount,
          failedCount,
        }),
      });

/** Counts or measures a check by a statement of its own. */
export const countCheck = (
  suite: string,
  check: Check,
  context: CheckContext,
): Effect.Effect<Counts, QualityError | DatabaseError, Database> => {
  const { rule } = check;
  switch (rule._tag) {
    case "EachRow":
      return Effect.flatMap(
        askFor<{ numbers: ReadonlyArray<number> }>(suite, check, scanStatement(check.table, [{ ...check, rule }])),
        ([row]) => countsOf(suite, check, row?.numbers[0] ?? 0, row?.numbers[1] ?? 0),
      );
    case "RowSet":
      return Effect.flatMap(askFor<{ checked: unknown; failed: unknown }>(suite, check, rule.count(context)), ([row]) =>
        countsOf(suite, check, Number(row?.checked), Number(row?.failed)),
      );
    case "Measure":
      return Effect.map(
        askFor<{ observed: number | null }>(suite, check, sql`select (${rule.value(context)})::float8 as observed`),
        ([row]) => judgeMeasure(rule, row?.observed ?? null),
      );
  }
};
