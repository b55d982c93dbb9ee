import type { SourceFormat } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { ExtractError } from "../errors.ts";
import type { FileDialect } from "./FileDialect.ts";
import { feed, finishReading, openReading, type Reading, type ReadTotals, sniffArchived, totalsOf } from "./Reading.ts";
import type { RowBatchItem } from "./RowBatchItem.ts";
import { readCells } from "./readCells.ts";
import { rejectedRow } from "./rejectedRow.ts";

/** A batch also ends after this many bytes of rows, so that large rows do not make large batches. */
const BATCH_BYTES = 1_048_576;

/** Options of `readRows`. */
export interface ReadRowsOptions {
  /** Greatest size of one row in bytes of UTF-8; default 8 MiB, at least 64 KiB. */
  readonly maxRecordBytes?: number;
  /** Greatest number of rows in a batch; default 500. */
  readonly batchRows?: number;
}

/** A file of a known format, ready to be read. */
export interface FileRows {
  readonly dialect: FileDialect;
  /** Batches of rows and rejected rows in the file's order. Each run of the stream reads the file anew. */
  readonly rows: Stream.Stream<ReadonlyArray<RowBatchItem>, ExtractError>;
  /** The totals of the stream's last run. */
  readonly totals: Effect.Effect<ReadTotals>;
}

/**
 * Reads an archived file as rows of a format.
 *
 * Reads    the archived copy: its first 64 KiB at once to judge the dialect, all of it when the stream runs
 * Errors   at once: `EmptyFile`, `BinaryFile`, `UnsupportedEncoding`, `UnknownDialect`, `MissingRequiredColumn`,
 *          `DuplicateColumn`, `UnexpectedColumn`; in the stream: `NoRows`, `InvalidEncoding`, `ArchiveCorrupt`; none is
 *          retryable. What is wrong with single rows is a `RejectedRow` in the stream: every line is accounted for
 * Memory   one batch and one record, whatever the file's size; the consumer's pace is kept
 */
export const readRows = Effect.fn("extract.readRows")(function* (
  archived: ArchivedFile,
  format: SourceFormat,
  options: ReadRowsOptions = {},
): Effect.fn.Return<FileRows, ExtractError> {
  const sniffed = yield* sniffArchived(archived, format);
  let reading: Reading | undefined;
  const start = Effect.gen(function* () {
    reading = yield* openReading(archived, sniffed, options.maxRecordBytes);
    return Stream.unfold(reading, (pass) => nextBatch(pass, options.batchRows ?? 500));
  });
  return {
    dialect: sniffed.dialect,
    rows: Stream.unwrap(start),
    totals: Effect.sync(() => totalsOf(reading)),
  };
});

/** Fills the next batch: frames until it is full, then reads the cells of its good records in one go. */
const nextBatch = Effect.fnUntraced(function* (
  reading: Reading,
  batchRows: number,
): Effect.fn.Return<readonly [ReadonlyArray<RowBatchItem>, Reading] | undefined, ExtractError> {
  const { framer, sniffed } = reading;
  const records: Array<Buffer> = [];
  const places: Array<RowBatchItem> = [];
  for (let bytes = 0; places.length < batchRows && bytes < BATCH_BYTES; ) {
    const framed = framer.next();
    if (framed === undefined) {
      if (!(yield* feed(reading))) break;
    } else if (framed.kind !== "header") {
      bytes += framed.bytes.length;
      const rowNumber = ++reading.readCount;
      const reject = rejectedRow(framed, rowNumber);
      if (reject === undefined) records.push(framed.bytes);
      else reading.rejectedCount++;
      const { lineNumber, lineCount } = framed;
      places.push(reject ?? { kind: "row", rowNumber, lineNumber, lineCount, cells: [] });
    }
  }
  if (places.length === 0) return yield* Effect.as(finishReading(reading), undefined);
  const rows = (yield* readCells(records, sniffed.dialect.headers.length, sniffed.syntax)).values();
  const batch = places.map((item): RowBatchItem => {
    if (item.kind === "reject") return item;
    const cells = rows.next().value ?? [];
    return { ...item, cells: sniffed.positions.map((position) => (position < 0 ? null : (cells[position] ?? ""))) };
  });
  return [batch, reading];
});
