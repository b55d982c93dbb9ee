import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Check, EachRow } from "../Check.ts";
import { allOf } from "./allOf.ts";
import { selectRows } from "./selectRows.ts";

/** A check whose rule holds for each row by itself. */
export type EachRowCheck = Check & { readonly rule: EachRow };

const isBrokenBy = (check: EachRowCheck): SQL => allOf(check.where, sql`(${check.rule.holds}) is false`);

/**
 * Counts for all given checks of one table in one scan.
 *
 * Returns one row with `numbers`, a JSON array: checked and failed of the first check, of the second, and so on.
 */
export const scanStatement = (table: PgTable, checks: ReadonlyArray<EachRowCheck>): SQL => {
  const counts = checks.flatMap((check) => [
    sql`count(*) filter (where ${allOf(check.where)})`,
    sql`count(*) filter (where ${isBrokenBy(check)})`,
  ]);
  return sql`select to_json(array[${sql.join(counts, sql`, `)}]) as numbers from ${table}`;
};

/** Selects at most `limit` rows that break a check. */
export const scanSample = (check: EachRowCheck, limit: number): SQL =>
  selectRows({ table: check.table, where: isBrokenBy(check), key: check.key, shows: check.rule.shows, limit });
