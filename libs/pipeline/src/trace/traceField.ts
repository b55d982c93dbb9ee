import type { LocatedRecord } from "@trialflow/extract";
import type { CtgovLegacyRow } from "@trialflow/schema";
import type { FileHeaders } from "./ledgerEntries.ts";
import type { TracedField, TraceReject, TraceSource } from "./TrialTrace.ts";
import type { TraceField } from "./traceFields.ts";

type Row = Readonly<Record<string, unknown>>;

/** The record from which a trial's values come, and what analytics and staging have from it. */
export interface TracedRecord {
  readonly row: CtgovLegacyRow;
  readonly located: LocatedRecord | null;
  readonly headers: FileHeaders;
  /** The row of the trial and the table it is in; null where no row came from this record. */
  readonly analytics: { readonly relation: string; readonly row: Row } | null;
  readonly staging: Row | null;
  readonly rejects: ReadonlyArray<TraceReject>;
}

/** The entries of a list in both layers; null where they are not those of the traced record. */
export interface TracedEntries {
  readonly analytics: ReadonlyArray<Row> | null;
  readonly staging: ReadonlyArray<Row> | null;
}

const sourceOf = (record: TracedRecord, rawColumn: keyof CtgovLegacyRow, position: number | null): TraceSource => {
  const cell = record.located?.cells.get(rawColumn);
  const text = record.row[rawColumn];
  return {
    rawColumn,
    columnNumber: record.headers.get(rawColumn)?.columnNumber ?? null,
    header: record.headers.get(rawColumn)?.header ?? null,
    rawText: position === null ? text : (text?.split("|")[position - 1] ?? null),
    fileText: cell?.source ?? null,
    place: (position === null ? cell?.place : cell?.entryPlaces[position - 1]) ?? null,
  };
};

const base = (record: TracedRecord, field: TraceField, position: number | null) => ({
  sources: field.sources.map((column) => sourceOf(record, column, position)),
  rule: field.rule,
  onProblem: field.onProblem,
  whenEmpty: field.whenEmpty,
  rejects: record.rejects.filter(
    (reject) =>
      field.sources.some((column) => column === reject.field) && (position === null || reject.position === position),
  ),
});

/** Traces a column of `analytics.trials`. */
export const traceColumn = (record: TracedRecord, field: TraceField): TracedField => ({
  field: field.name,
  kind: "column",
  analytics:
    record.analytics === null
      ? null
      : { relation: record.analytics.relation, value: record.analytics.row[field.name] ?? null },
  // A computed value is made when it is published.
  staging:
    record.staging === null || !(field.name in record.staging)
      ? null
      : { relation: "staging.trials", value: record.staging[field.name] ?? null },
  ...base(record, field, null),
  entries: [],
});

/** The columns of an entry that say something: without its trial, its place and its id. */
const entryValue = ({ nct_id: _trial, position: _position, id: _id, ...columns }: Row): Row => columns;

const entryAt = (rows: ReadonlyArray<Row> | null, relation: string, position: number) => {
  if (rows === null) return null;
  const row = rows.find((candidate) => candidate["position"] === position);
  return { relation, value: row === undefined ? null : entryValue(row) };
};

/** Counts the entries of a list as its source wrote them, also those that were set aside. */
export const entryCount = (record: TracedRecord, field: TraceField): number =>
  Math.max(0, ...field.sources.map((column) => (record.row[column] ? record.row[column].split("|").length : 0)));

/** Traces one entry of a list by its place in the source's list, from 1. */
export const traceEntry = (
  record: TracedRecord,
  field: TraceField,
  entries: TracedEntries,
  position: number,
): TracedField => ({
  field: `${field.name}.${position}`,
  kind: "entry",
  analytics: entryAt(entries.analytics, `analytics.${field.table}`, position),
  staging: entryAt(entries.staging, `staging.${field.table}`, position),
  ...base(record, field, position),
  entries: [],
});

/** Traces a list with all of its entries. */
export const traceList = (record: TracedRecord, field: TraceField, entries: TracedEntries): TracedField => ({
  field: field.name,
  kind: "list",
  analytics:
    entries.analytics === null
      ? null
      : { relation: `analytics.${field.table}`, value: entries.analytics.map(entryValue) },
  staging:
    entries.staging === null ? null : { relation: `staging.${field.table}`, value: entries.staging.map(entryValue) },
  ...base(record, field, null),
  entries: Array.from({ length: entryCount(record, field) }, (_, index) =>
    traceEntry(record, field, entries, index + 1),
  ),
});
