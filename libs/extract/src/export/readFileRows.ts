import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { and, between, eq } from "drizzle-orm";
import { Effect, Stream } from "effect";
import { ExtractError } from "../errors.ts";
import type { Load } from "../load/findLoad.ts";
import { normalizeHeader } from "../read/normalizeHeader.ts";
import { RowMissing } from "./ExportReason.ts";
import type { FileRow } from "./FileRow.ts";
import { rowSizes } from "./rowSizes.ts";

const BATCH_ROWS = 500;
/** A batch also ends after this many bytes, so that large rows do not make large batches. */
const BATCH_BYTES = 4_194_304;

/** The format's columns in the order in which a file has them. */
const columnsOf = ({ headers }: Load) =>
  headers.flatMap((header) =>
    ctgovLegacyCsv.columnNames.filter(
      (name) => normalizeHeader(ctgovLegacyCsv.columns[name].header) === normalizeHeader(header),
    ),
  );

/** Finds the last row of the batch that begins with `first`; each row of it is there. */
const findBatchEnd = Effect.fnUntraced(function* (load: Load, first: number) {
  const database = yield* Database;
  const last = Math.min(first + BATCH_ROWS - 1, load.rows_read);
  const sizes = yield* database.query("export.sizes", (db) => db.execute(rowSizes(load.load_id, first, last)));
  let bytes = 0;
  for (let rowNumber = first; rowNumber <= last; rowNumber++) {
    const size = sizes[rowNumber - first];
    if (size?.["rowNumber"] !== rowNumber) {
      const reason = new RowMissing({ loadId: load.load_id, rowNumber, rowCount: load.rows_read });
      return yield* new ExtractError({ operation: "extract.exportLoad", reason });
    }
    bytes += Number(size["bytes"]);
    if (bytes > BATCH_BYTES) return Math.max(first, rowNumber - 1);
  }
  return last;
});

const readBatch = Effect.fnUntraced(function* (load: Load, first: number, last: number) {
  const database = yield* Database;
  const columns = columnsOf(load);
  const records = yield* database.query("export.rows", (db) =>
    db
      .select({ place: rawCtgovLegacyCsvRows, record: rawCtgovLegacyCsv })
      .from(rawCtgovLegacyCsvRows)
      .innerJoin(rawCtgovLegacyCsv, eq(rawCtgovLegacyCsv._record_id, rawCtgovLegacyCsvRows.record_id))
      .where(
        and(eq(rawCtgovLegacyCsvRows.load_id, load.load_id), between(rawCtgovLegacyCsvRows.row_number, first, last)),
      ),
  );
  const setAside = yield* database.query("export.set_aside", (db) =>
    db
      .select()
      .from(rejects)
      .where(
        and(eq(rejects.load_id, load.load_id), eq(rejects.scope, "file_row"), between(rejects.row_number, first, last)),
      ),
  );
  const rows = [
    ...records.map(({ place, record }): FileRow => {
      // The record is one version for all files that have it; the rank is the row's own.
      const cells = columns.map((name) => (name === "rank" ? place.rank : record[name]) ?? "");
      return { kind: "cells", rowNumber: place.row_number, cells };
    }),
    ...setAside.map(({ row_number, raw_text, raw_bytes }): FileRow => {
      const text = raw_bytes === null ? Buffer.from(raw_text) : Buffer.from(raw_bytes);
      return { kind: "text", rowNumber: row_number, text };
    }),
  ];
  return rows.sort((one, other) => one.rowNumber - other.rowNumber);
});

/**
 * Streams the rows of an accepted file in its order: batches of at most 500 rows and about 4 MiB.
 *
 * Each batch is a statement of its own. What a load wrote never changes, so no transaction has to hold them together.
 *
 * Reads    raw.ctgov_legacy_csv_rows, raw.ctgov_legacy_csv, ops.rejects
 * Errors   `RowMissing` where rows were deleted
 * Memory   one batch, or one row that is larger
 */
export const readFileRows = (
  load: Load,
): Stream.Stream<ReadonlyArray<FileRow>, DatabaseError | ExtractError, Database> =>
  Stream.unfold(
    1,
    Effect.fnUntraced(function* (first) {
      if (first > load.rows_read) return undefined;
      const last = yield* findBatchEnd(load, first);
      return [yield* readBatch(load, first, last), last + 1] as const;
    }),
  );
