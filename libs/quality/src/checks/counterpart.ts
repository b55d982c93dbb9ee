import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Check, RowCheckOptions } from "../Check.ts";
import { allOf } from "../compile/allOf.ts";
import { selectRows } from "../compile/selectRows.ts";
import { rowCheck } from "./rowCheck.ts";

/**
 * Asserts that each row has a counterpart in other tables, or that it has none.
 *
 * `counterpart` is a query that refers to the row's columns: what it finds is a counterpart. It runs as a condition of its own (EXISTS), so
 * that the server may join all rows with all counterparts instead of looking up each. `joinedBy` names the columns that a row and its
 * counterparts have alike, one of each table, where these say all: then what did not change need not be counted again.
 */
export const counterpart = (
  options: RowCheckOptions & {
    readonly table: PgTable;
    readonly counterpart: SQL;
    readonly isExpected: boolean;
    readonly joinedBy?: ReadonlyArray<AnyPgColumn>;
    readonly shows?: ReadonlyArray<AnyPgColumn>;
  },
): Check => {
  const { table, where, shows = [], isExpected, joinedBy } = options;
  const isBroken = allOf(where, sql`${isExpected ? sql`not ` : sql``}exists (${options.counterpart})`);
  return rowCheck("row_condition", table, shows, options, (key) => ({
    _tag: "RowSet",
    ...(joinedBy === undefined ? {} : { parts: [joinedBy] }),
    isOfEveryRow: where === undefined,
    count: ({ countOf }) => {
      const checked = where === undefined ? countOf(table) : sql`(select count(*) from ${table} where ${allOf(where)})`;
      return sql`select ${checked} as checked, (select count(*) from ${table} where ${isBroken}) as failed`;
    },
    sample: (limit) => selectRows({ table, where: isBroken, key, shows, limit }),
  }));
};
