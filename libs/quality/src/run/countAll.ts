import type { Database, DatabaseError } from "@trialflow/database";
import type { PgTable } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import type { QualityError } from "../errors.ts";
import { countAlone, countUnit, type Timed } from "./countUnit.ts";
import { gatherUnits } from "./gatherUnits.ts";

/** Tells whether a check counts all rows of its table. */
export const isOfEveryRow = ({ where, rule }: Check): boolean =>
  rule._tag === "EachRow" ? where === undefined : rule._tag === "RowSet" && rule.isOfEveryRow === true;

/** Counts checks, together where that can be; `rows` learns on the way how many rows the tables have. */
export const countAll = Effect.fnUntraced(function* (
  suite: string,
  checks: ReadonlyArray<Check>,
  context: CheckContext,
  rows: Map<PgTable, number>,
): Effect.fn.Return<Map<Check, Timed>, QualityError | DatabaseError, Database> {
  const counted = new Map<Check, Timed>();
  for (const unit of gatherUnits(checks)) {
    for (const [check, timed] of yield* countUnit(suite, unit, context)) {
      counted.set(check, timed);
      if (isOfEveryRow(check)) rows.set(check.table, timed.counts.checkedCount);
    }
  }
  for (const check of checks) {
    if (!counted.has(check)) counted.set(...(yield* countAlone(suite, check, context)));
  }
  return counted;
});
