import { type TraceField, traceFields } from "@trialflow/pipeline";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { facet } from "../event/facet.ts";
import type { Dataset, Facets } from "../event/RunEvent.ts";

/** A column from which a value comes. */
export interface SourceField {
  readonly dataset: Pick<Dataset, "namespace" | "name">;
  readonly field: string;
}

/** Where the source's columns, named as in the raw table, are found. */
export type FindRaw = (rawColumn: string) => ReadonlyArray<SourceField>;

/** Tables that have the columns of `trials`. */
const trialTables = new Set(["trials", "trial_records"]);

const isColumn = (field: TraceField, name: string) => field.kind === "column" && field.name === name;

/** What the field policies say of a column: a column of a trial, or any column of a list, which is read as a whole. */
const declaredFor = (table: string, column: string): ReadonlyArray<TraceField> =>
  traceFields.filter((field) =>
    trialTables.has(table)
      ? isColumn(field, column)
      : traceFields.some(({ kind, table: list }) => kind === "list" && list === table) &&
        (column === "nct_id" ? isColumn(field, column) : field.kind === "list" && field.table === table),
  );

interface Origin {
  readonly sources: ReadonlyArray<SourceField>;
  /** Null: the value as it is. */
  readonly rule: string | null;
}

const lineageFacet = (table: PgTable, originOf: (column: string) => Origin): Facets => {
  const fields = getTableConfig(table).columns.flatMap(({ name }) => {
    const { sources, rule } = originOf(name);
    const transformation =
      rule === null
        ? { type: "DIRECT", subtype: "IDENTITY", masking: false }
        : { type: "DIRECT", description: rule, masking: false };
    const inputFields = sources.map(({ dataset, field }) => ({
      namespace: dataset.namespace,
      name: dataset.name,
      field,
      transformations: [transformation],
    }));
    if (inputFields.length === 0) return [];
    return [[name, { inputFields, ...(rule === null ? {} : { transformationDescription: rule }) }] as const];
  });
  return fields.length === 0 ? {} : facet("columnLineage", { fields: Object.fromEntries(fields) });
};

/**
 * Says from which columns of the source each column of a table of staging or analytics comes, and by which rule. Tables that the
 * field policies do not name (dimensions, history) have no such facet.
 *
 * Source   the declaration behind `trialflow trace` and `analytics.field_sources`
 */
export const declaredLineage = (table: PgTable, findRaw: FindRaw): Facets => {
  const { name } = getTableConfig(table);
  return lineageFacet(table, (column) => {
    const declared = declaredFor(name, column);
    return {
      sources: declared.flatMap(({ sources }) => sources.flatMap(findRaw)),
      rule: [...new Set(declared.map(({ rule }) => rule))].join(", "),
    };
  });
};

/** Says that the columns of a table are those of another one, unchanged. */
export const copiedLineage = (table: PgTable, findRaw: FindRaw): Facets =>
  lineageFacet(table, (column) => ({ sources: findRaw(column), rule: null }));
