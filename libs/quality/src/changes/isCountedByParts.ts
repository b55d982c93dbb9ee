import { Column, is, Name, Param, StringChunk, Table } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Check, CheckContext } from "../Check.ts";
import { chunksOf } from "../compile/chunksOf.ts";
import { expressionsOf } from "../compile/expressionsOf.ts";
import { isAboutRow } from "../compile/isAboutRow.ts";
import { WholeValue } from "../compile/WholeValue.ts";

/** What a relocation finds and what it may leave as it is; a query of a builder hides its tables. */
const isPlain = (chunk: unknown): boolean =>
  [Column, Table, StringChunk, Param, Name].some((kind) => is(chunk, kind)) ||
  typeof (chunk as { readonly getSQL?: unknown } | null | undefined)?.getSQL !== "function";

/**
 * Tells whether the counts of a check are the sums of those over the parts into which `partOf` splits the tables: a rule about single rows is, by
 * its expressions; one about several says so by its `parts`. `isSame` tells of what rows are compared with whether it is what it was.
 */
export const isCountedByParts = (
  check: Check,
  context: CheckContext,
  partOf: ReadonlyMap<PgTable, AnyPgColumn>,
  isSame: (value: WholeValue) => boolean,
): boolean => {
  const { table, where, rule } = check;
  if (rule._tag === "Measure" || !partOf.has(table)) return false;
  if (where !== undefined && !isAboutRow(where, table, isSame)) return false;
  if (rule._tag === "EachRow") return isAboutRow(rule.holds, table, isSame);
  return (
    rule.parts?.some((columns) => columns.every((column) => partOf.get(column.table) === column)) === true &&
    expressionsOf(check, context)
      .flatMap((expression) => [...chunksOf(expression)])
      .every((chunk) => (chunk instanceof WholeValue ? isSame(chunk) : isPlain(chunk)))
  );
};
