import type { SourceFormat } from "@trialflow/schema";
import { Effect, type Scope, Stream } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import { ExtractError } from "../errors.ts";
import type { FileDialect, LineEnding } from "./FileDialect.ts";
import { Framer } from "./Framer.ts";
import { lineEndingOf } from "./lineEndingOf.ts";
import { openText, type ReadText } from "./openText.ts";
import { NoRows } from "./ReadReason.ts";
import type { RowBatchItem } from "./RowBatchItem.ts";
import { readCells } from "./readCells.ts";
import { readSample } from "./readSample.ts";
import { rejectedRow } from "./rejectedRow.ts";
import { SAMPLE_BYTES, type SniffedFile, sniffFile } from "./sniffFile.ts";

const OPERATION = "extract.readRows";

/** A batch also ends after this many bytes of rows, so that large rows do not make large batches. */
const BATCH_BYTES = 1_048_576;

/** Options of `readRows`. */
export interface ReadRowsOptions {
  /** Greatest size of one row in bytes of UTF-8; default 8 MiB, at least 64 KiB. */
  readonly maxRecordBytes?: number;
  /** Greatest number of rows in a batch; default 500. */
  readonly batchRows?: number;
}

/** What was read so far; final once the stream has ended. */
export interface ReadTotals {
  /** Data records, rejected ones among them. */
  readonly read: number;
  readonly rejected: number;
  readonly blankLines: number;
  /** Physical lines, header and blank lines among them. */
  readonly lines: number;
  /** Judged over all rows read. */
  readonly lineEnding: LineEnding;
  readonly isComplete: boolean;
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
export const readRows = Effect.fn(OPERATION)(function* (
  archived: ArchivedFile,
  format: SourceFormat,
  options: ReadRowsOptions = {},
): Effect.fn.Return<FileRows, ExtractError> {
  const sample = yield* readSample(archived);
  const sniffed = yield* Effect.fromResult(sniffFile(sample, format)).pipe(
    Effect.mapError((reason) => new ExtractError({ operation: OPERATION, reason })),
  );
  let reading: Reading | undefined;
  const start = Effect.gen(function* () {
    reading = yield* openReading(archived, sniffed, options);
    return Stream.unfold(reading, nextBatch);
  });
  return {
    dialect: sniffed.dialect,
    rows: Stream.unwrap(start),
    totals: Effect.sync(() => totalsOf(reading)),
  };
});

/** The state of one run of the stream. */
interface Reading {
  readonly archived: ArchivedFile;
  readonly sniffed: SniffedFile;
  readonly framer: Framer;
  readonly read: ReadText;
  readonly batchRows: number;
  readCount: number;
  rejectedCount: number;
  /** All bytes are in the framer. */
  isEnd: boolean;
  /** All batches are out. */
  isComplete: boolean;
}

const openReading = Effect.fnUntraced(function* (
  archived: ArchivedFile,
  sniffed: SniffedFile,
  { maxRecordBytes = 8_388_608, batchRows = 500 }: ReadRowsOptions,
): Effect.fn.Return<Reading, ExtractError, Scope.Scope> {
  const { dialect, syntax, bomBytes } = sniffed;
  // The header stood in the sample, so with this limit it is framed as it was sniffed.
  const limit = Math.max(maxRecordBytes, SAMPLE_BYTES);
  const framer = new Framer({ syntax, cellCount: dialect.headers.length, maxRecordBytes: limit });
  const read = yield* openText(archived, dialect.encoding, bomBytes);
  return {
    archived,
    sniffed,
    framer,
    read,
    batchRows,
    readCount: 0,
    rejectedCount: 0,
    isEnd: false,
    isComplete: false,
  };
});

/** Fills the next batch: frames until it is full, then reads the cells of its good records in one go. */
const nextBatch = Effect.fnUntraced(function* (
  reading: Reading,
): Effect.fn.Return<readonly [ReadonlyArray<RowBatchItem>, Reading] | undefined, ExtractError> {
  const { framer, sniffed } = reading;
  const records: Array<Buffer> = [];
  const places: Array<RowBatchItem> = [];
  for (let bytes = 0; places.length < reading.batchRows && bytes < BATCH_BYTES; ) {
    const framed = framer.next();
    if (framed === undefined) {
      if (reading.isEnd) break;
      const chunk = yield* reading.read;
      reading.isEnd = chunk === undefined;
      if (chunk === undefined) framer.end();
      else framer.push(chunk);
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
  if (places.length === 0) {
    reading.isComplete = true;
    if (reading.readCount > 0) return undefined;
    const reason = new NoRows({ path: reading.archived.sourcePath, lineCount: framer.lineCount });
    return yield* new ExtractError({ operation: OPERATION, reason });
  }
  const rows = (yield* readCells(records, sniffed.dialect.headers.length, sniffed.syntax)).values();
  const batch = places.map((item): RowBatchItem => {
    if (item.kind === "reject") return item;
    const cells = rows.next().value ?? [];
    return { ...item, cells: sniffed.positions.map((position) => (position < 0 ? null : (cells[position] ?? ""))) };
  });
  return [batch, reading];
});

const totalsOf = (reading: Reading | undefined): ReadTotals => ({
  read: reading?.readCount ?? 0,
  rejected: reading?.rejectedCount ?? 0,
  blankLines: reading?.framer.blankLineCount ?? 0,
  lines: reading?.framer.lineCount ?? 0,
  lineEnding: reading === undefined ? "lf" : lineEndingOf(reading.framer.terminators),
  isComplete: reading?.isComplete ?? false,
});
