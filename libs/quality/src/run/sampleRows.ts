import type { Database, DatabaseError } from "@trialflow/database";
import type { SQL } from "drizzle-orm";
import { Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { scanSample } from "../compile/scanStatement.ts";
import type { QualityError } from "../errors.ts";
import type { FailingRow } from "../report/SuiteReport.ts";
import { askFor } from "./ask.ts";

const statementFor = (check: Check, limit: number, context: CheckContext): SQL | null => {
  const { rule } = check;
  return rule._tag === "EachRow" ? scanSample({ ...check, rule }, limit) : (rule.sample?.(limit, context) ?? null);
};

/** Fetches at most `limit` rows that a check found failing. */
export const sampleRows = (
  suite: string,
  check: Check,
  limit: number,
  context: CheckContext,
): Effect.Effect<ReadonlyArray<FailingRow>, QualityError | DatabaseError, Database> => {
  const statement = limit > 0 ? statementFor(check, limit, context) : null;
  return statement === null
    ? Effect.succeed([])
    : Effect.map(
        askFor<{ row_key: FailingRow["key"]; row_values: FailingRow["values"] }>(suite, check, statement),
        (rows) => rows.map((row) => ({ key: row.row_key, values: row.row_values })),
      );
};
