import { trials } from "@trialflow/schema";
import { type FieldPolicy, fieldPolicies, publishedTables, type RawField, stagedTables } from "@trialflow/transform";
import { getTableColumns } from "drizzle-orm";
import { type AnyPgColumn, getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { fieldParsers } from "./fieldParsers.ts";

/** A list of a trial: the tables with the same columns that hold its entries. */
export type EntryTable = PgTable & { readonly nct_id: AnyPgColumn; readonly position: AnyPgColumn };

/** What can be traced: a column of `analytics.trials`, or a list of a trial. */
export interface TraceField {
  /** Name of the column, or of the list's table without `trial_`. */
  readonly name: string;
  readonly kind: "column" | "list";
  /** The table of analytics, and of staging, in which it stands. */
  readonly table: string;
  /** Only for lists. */
  readonly published?: EntryTable;
  readonly staged?: EntryTable;
  /** The raw columns from which it comes. */
  readonly sources: ReadonlyArray<RawField>;
  /** Who reads them: parsers by name, and how a computed value follows. */
  readonly rule: string;
  readonly onProblem: FieldPolicy["onProblem"];
  readonly whenEmpty: FieldPolicy["whenEmpty"];
}

/** Values of a trial that come from a list and not from a column of their own. */
const computed: Readonly<Record<string, { readonly from: string; readonly how: string }>> = {
  lead_sponsor: { from: "trial_sponsors", how: "the name of the entry that is LEAD" },
};

const rawFields = Object.keys(fieldPolicies) as ReadonlyArray<RawField>;

const ruleOf = (field: RawField) => fieldParsers[field] ?? "the text as it is";

/** Describes what fills a column or a child table; undefined where nothing of the source does. */
const filledFrom = (target: string) => {
  const sources = rawFields.filter((field) => fieldPolicies[field].fills.includes(target));
  const [first] = sources;
  if (first === undefined) return undefined;
  const { onProblem, whenEmpty } = fieldPolicies[first];
  return { sources, rule: [...new Set(sources.map(ruleOf))].join(", "), onProblem, whenEmpty };
};

const columnField = (name: string): ReadonlyArray<TraceField> => {
  const derived = computed[name];
  const filled = filledFrom(derived?.from ?? name);
  if (filled === undefined) return [];
  const rule = derived === undefined ? filled.rule : `${filled.rule}: ${derived.how}`;
  return [{ name, kind: "column", table: "trials", ...filled, rule }];
};

const listField = (published: PgTable): ReadonlyArray<TraceField> => {
  const table = getTableConfig(published).name;
  const staged = stagedTables.find((candidate) => getTableConfig(candidate).name === table);
  const filled = filledFrom(table);
  if (filled === undefined || staged === undefined) return [];
  return [
    {
      name: table.replace(/^trial_/, ""),
      kind: "list",
      table,
      published: published as EntryTable,
      staged: staged as PgTable as EntryTable,
      ...filled,
    },
  ];
};

/** Everything of a published trial that comes from its record, in the order of `analytics.trials`, then the lists. */
export const traceFields: ReadonlyArray<TraceField> = [
  ...Object.keys(getTableColumns(trials)).flatMap(columnField),
  ...publishedTables.flatMap(listField),
];
