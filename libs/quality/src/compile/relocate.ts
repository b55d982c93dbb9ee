import { Column, is, SQL, type SQLChunk, Table } from "drizzle-orm";
import { type AnyPgColumn, getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Check, Grouping, Rule } from "../Check.ts";
import type { WholeValue } from "./WholeValue.ts";

/** What stands in the place of what. */
export interface Places {
  /** Tables with the same columns, by the tables that they stand for. */
  readonly tables?: ReadonlyMap<PgTable, PgTable>;
  /** What has been found already. */
  readonly values?: ReadonlyMap<WholeValue, SQL>;
}

/** Puts other tables, and values that are known, in the place of those that an expression or a check speaks of. */
export interface Relocation {
  readonly sql: (expression: SQL) => SQL;
  readonly check: (check: Check) => Check;
}

/**
 * Prepares a relocation. What is the same object before is the same one afterwards.
 *
 * Errors   throws when a table lacks a column of the one that it stands for: a declaration like that is a bug
 */
export const relocation = ({ tables = new Map(), values = new Map() }: Places): Relocation => {
  const moved = new Map<unknown, unknown>();
  const once = <A>(key: A, make: () => A): A => {
    if (!moved.has(key)) moved.set(key, make());
    return moved.get(key) as A;
  };
  const moveColumn = (column: AnyPgColumn): AnyPgColumn => {
    const table = tables.get(column.table);
    if (table === undefined) return column;
    return once(column, () => {
      const { name, columns } = getTableConfig(table);
      const twin = columns.find((candidate) => candidate.name === column.name);
      if (twin === undefined) throw new Error(`${name} has no column ${column.name}`);
      return twin;
    });
  };
  const moveChunk = (chunk: SQLChunk): SQLChunk => {
    if (Array.isArray(chunk)) return chunk.map(moveChunk);
    if (is(chunk, SQL)) return moveSql(chunk);
    if (is(chunk, Table)) return tables.get(chunk as PgTable) ?? chunk;
    if (is(chunk, Column)) return moveColumn(chunk as AnyPgColumn);
    return values.get(chunk as unknown as WholeValue) ?? chunk;
  };
  const moveSql = (expression: SQL): SQL => once(expression, () => new SQL(expression.queryChunks.map(moveChunk)));
  const moveNumber = (number: SQL | number) => (typeof number === "number" ? number : moveSql(number));
  const moveGrouping = ({ by, checked, failed, lookup, isSuspicion }: Grouping): Grouping => ({
    by: moveColumn(by),
    checked: moveNumber(checked),
    failed: moveNumber(failed),
    ...(lookup === undefined
      ? {}
      : { lookup: { parent: moveColumn(lookup.parent), failedWithout: moveSql(lookup.failedWithout) } }),
    isSuspicion,
  });
  const moveRule = (rule: Rule): Rule => {
    switch (rule._tag) {
      case "EachRow":
        return { ...rule, holds: moveSql(rule.holds), shows: rule.shows.map(moveColumn) };
      case "RowSet":
        return {
          ...rule,
          count: (context) => moveSql(rule.count(context)),
          sample: (limit, context) => moveSql(rule.sample(limit, context)),
          ...(rule.grouping === undefined ? {} : { grouping: moveGrouping(rule.grouping) }),
        };
      case "Measure": {
        const { value, sample } = rule;
        return {
          ...rule,
          value: (context) => moveSql(value(context)),
          sample: sample === null ? null : (limit, context) => moveSql(sample(limit, context)),
        };
      }
    }
  };
  return {
    sql: moveSql,
    check: (check) => ({
      ...check,
      table: tables.get(check.table) ?? check.table,
      where: check.where === undefined ? undefined : moveSql(check.where),
      key: check.key.map(moveColumn),
      rule: moveRule(check.rule),
    }),
  };
};
