import { type CtgovLegacyRow, ctgovLegacyCsv, stagingTrials } from "@trialflow/schema";
import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { decodeTrial } from "../decode/decodeTrial.ts";
import { RULE_VERSION } from "../decode/RULE_VERSION.ts";
import { RowWriter } from "./RowWriter.ts";
import { readCopyLine } from "./readCopyLine.ts";
import { type StagedReject, stagedRejectColumns } from "./stagedRejects.ts";
import { stagedChildTables } from "./stagedTables.ts";

/** Under which run, and when (ISO 8601), rejects are set aside. */
export interface PageOrigin {
  readonly runId: string;
  readonly at: string;
}

/** A page of records, decoded: rows in COPY's text format, ready to be written, each in memory of its own. */
export interface EncodedPage {
  /** The rows of each table, in the order of `stagedTables`. */
  readonly tables: ReadonlyArray<Uint8Array<ArrayBuffer>>;
  /** Rows of `staged_rejects`, in the order of `stagedRejectColumns`. */
  readonly rejects: Uint8Array<ArrayBuffer>;
  readonly records: number;
  readonly staged: number;
  readonly rejectedFields: number;
}

const lists = Object.keys(stagedChildTables) as ReadonlyArray<keyof typeof stagedChildTables>;

const writerOf = (table: PgTable) => new RowWriter<Record<string, unknown>>(Object.keys(getTableColumns(table)));

const lineFeed = 0x0a;

/** The columns of `pageOfRecords` before the record's own. */
const placeColumns = 5;

/**
 * Makes the function that decodes pages of raw records, in COPY's text format and with the columns of `pageOfRecords`. Its rows come in the
 * order of the records, and the rejects of a record in that of its problems.
 */
export const pageEncoder = ({ runId, at }: PageOrigin): ((page: Uint8Array) => EncodedPage) => {
  const trials = writerOf(stagingTrials);
  const children = lists.map((list) => [list, writerOf(stagedChildTables[list])] as const);
  const rejects = new RowWriter<StagedReject>(stagedRejectColumns);
  return (page) => {
    const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
    let records = 0;
    let staged = 0;
    let rejectedFields = 0;
    for (let begin = 0, end = 0; begin < bytes.length; begin = end + 1) {
      end = bytes.indexOf(lineFeed, begin);
      if (end === -1) throw new Error("a page of records ends inside a line");
      const line = bytes.toString("utf8", begin, end);
      const cells = readCopyLine(line);
      // What a line of COPY has no escape for needs none in the rows that are made of it, either.
      const isPlain = !line.includes("\\");
      const recordId = Number(cells[0]);
      const { trial, problems } = decodeTrial(recordOf(cells), recordId);
      records += 1;
      if (trial !== null) {
        staged += 1;
        rejectedFields += problems.length;
        trials.add(trial.trial, isPlain);
        for (const [list, writer] of children) for (const entry of trial[list]) writer.add(entry, isPlain);
      }
      for (const { field, position, reason, rawText, detail } of problems) {
        rejects.add({
          run_id: runId,
          load_id: Number(cells[1]),
          scope: trial === null ? "record" : "field",
          record_id: recordId,
          nct_id: cells[2] ?? null,
          row_number: Number(cells[3]),
          line_number: Number(cells[4]),
          field,
          position,
          reason_code: reason,
          detail,
          raw_text: rawText,
          raw_bytes: null,
          is_raw_text_complete: true,
          rule_version: RULE_VERSION,
          rejected_at: at,
        });
      }
    }
    return {
      tables: [trials.take(), ...children.map(([, writer]) => writer.take())],
      rejects: rejects.take(),
      records,
      staged,
      rejectedFields,
    };
  };
};

const recordOf = (cells: ReadonlyArray<string | null>): CtgovLegacyRow => {
  const record: Record<string, string | null> = {};
  let place = placeColumns;
  for (const name of ctgovLegacyCsv.columnNames) record[name] = cells[place++] ?? null;
  return record as CtgovLegacyRow;
};
