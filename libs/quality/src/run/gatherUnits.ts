import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Check } from "../Check.ts";
import { type GroupedCheck, type GroupedChecks, groupStatement } from "../compile/groupStatement.ts";
import { type EachRowCheck, scanStatement } from "../compile/scanStatement.ts";
import { together } from "../compile/together.ts";

/** Checks that one statement counts. It gives one row with `numbers`: checked and failed of the first check, of the second, and so on. */
export interface Unit {
  readonly checks: ReadonlyArray<Check>;
  readonly statement: SQL;
}

const isEachRow = (check: Check): check is EachRowCheck => check.rule._tag === "EachRow";

const isGrouped = (check: Check): check is GroupedCheck =>
  check.rule._tag === "RowSet" && check.rule.grouping !== undefined;

const parentOf = (checks: GroupedChecks): AnyPgColumn | undefined =>
  checks.find(({ rule }) => rule.grouping.lookup !== undefined)?.rule.grouping.lookup?.parent;

/**
 * Gathers the checks that can be counted together: rules about rows of the same table, and rules about groups of rows with the same parents.
 * What is not among them is counted by itself.
 */
export const gatherUnits = (checks: ReadonlyArray<Check>): ReadonlyArray<Unit> => {
  const scans = together(checks.filter(isEachRow), (a, b) => a.table === b.table);
  const tables = together(
    checks.filter(isGrouped),
    (a, b) => a.table === b.table && a.rule.grouping.by === b.rule.grouping.by,
  ).flatMap((alike) => {
    const parent = parentOf(alike);
    // One that looks its keys up elsewhere is counted by itself.
    const matching = alike.filter(({ rule: { grouping } }) => (grouping.lookup?.parent ?? parent) === parent);
    return parent === undefined ? [] : [{ parent, checks: matching as unknown as GroupedChecks }];
  });
  return [
    ...scans.map((alike) => ({ checks: alike, statement: scanStatement(alike[0].table, alike) })),
    ...together(tables, (a, b) => a.parent === b.parent).map((alike) => ({
      checks: alike.flatMap((table) => table.checks),
      statement: groupStatement(
        alike[0].parent,
        alike.map((table) => table.checks),
      ),
    })),
  ];
};
