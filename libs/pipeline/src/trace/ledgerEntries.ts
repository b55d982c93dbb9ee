import { normalizeHeader } from "@trialflow/extract";
import { ctgovLegacyCsv } from "@trialflow/schema";
import type { TracePlace, TraceReject, TraceRun } from "./TrialTrace.ts";
import type { loadById, RowPlace, rejectsOfRecords } from "./traceStatements.ts";

/** A reject with the name of its file. */
export type Rejected = Awaited<ReturnType<typeof rejectsOfRecords>>[number];

/** A load and the run that made it. */
export type Loaded = Awaited<ReturnType<typeof loadById>>[number];

/** Makes the trace's entry of a reject. */
export const rejectOf = ({ reject, fileName }: Rejected): TraceReject => ({
  scope: reject.scope,
  recordId: reject.record_id,
  loadId: reject.load_id,
  fileName,
  rowNumber: reject.row_number,
  lineNumber: reject.line_number,
  field: reject.field,
  position: reject.position,
  reason: reject.reason_code,
  detail: reject.detail,
  rawText: reject.raw_text,
  ruleVersion: reject.rule_version,
  runId: reject.run_id,
  rejectedAt: reject.rejected_at,
});

/** Makes the trace's entry of a row's place. */
export const placeOf = (
  { load }: Loaded,
  row: Pick<RowPlace, "rowNumber" | "lineNumber"> & Pick<TracePlace, "disposition">,
): TracePlace => ({
  loadId: load.load_id,
  source: load.source,
  fileName: load.file_name,
  uri: load.uri,
  sha256: load.sha256,
  snapshotDate: load.snapshot_date,
  snapshotAt: load.snapshot_at,
  publishedAt: load.published_at,
  rowNumber: row.rowNumber,
  lineNumber: row.lineNumber,
  disposition: row.disposition,
  encoding: load.encoding,
  delimiter: load.delimiter,
});

/** Makes the trace's entry of the run that loaded a file. */
export const runOf = ({ load, run }: Loaded): TraceRun => ({
  runId: run.run_id,
  program: run.program,
  programVersion: run.program_version,
  osUser: run.os_user,
  host: run.host,
  startedAt: run.started_at,
  loadedAt: load.loaded_at,
});

/** The heading and the number, from 1, of each of the format's columns that a file has. */
export type FileHeaders = ReadonlyMap<string, { readonly columnNumber: number; readonly header: string }>;

/** Finds the format's columns among the headings of a load's file. */
export const headersOf = ({ load }: Loaded): FileHeaders => {
  const found = load.headers.map(normalizeHeader);
  return new Map(
    ctgovLegacyCsv.columnNames.flatMap((name) => {
      const index = found.indexOf(normalizeHeader(ctgovLegacyCsv.columns[name].header));
      const header = load.headers[index];
      return header === undefined ? [] : [[name, { columnNumber: index + 1, header }] as const];
    }),
  );
};
