import type { SourceFormat } from "@trialflow/schema";
import { Effect, type Scope } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import { ExtractError } from "../errors.ts";
import type { LineEnding } from "./FileDialect.ts";
import { Framer } from "./Framer.ts";
import { lineEndingOf } from "./lineEndingOf.ts";
import { openText, type ReadText } from "./openText.ts";
import { NoRows } from "./ReadReason.ts";
import { readSample } from "./readSample.ts";
import { SAMPLE_BYTES, type SniffedFile, sniffFile } from "./sniffFile.ts";

const OPERATION = "extract.readRows";

/** What was read so far; final once the file has ended. */
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

/** Judges by an archived file's first bytes how it is written, and whether it is a file of the format. */
export const sniffArchived = (archived: ArchivedFile, format: SourceFormat): Effect.Effect<SniffedFile, ExtractError> =>
  Effect.flatMap(readSample(archived), (sample) =>
    Effect.mapError(
      Effect.fromResult(sniffFile(sample, format)),
      (reason) => new ExtractError({ operation: OPERATION, reason }),
    ),
  );

/** One pass over a file: its framer is fed chunk by chunk and gives out the records. Whoever takes them counts them. */
export interface Reading {
  readonly archived: ArchivedFile;
  readonly sniffed: SniffedFile;
  readonly framer: Framer;
  readonly read: ReadText;
  readCount: number;
  rejectedCount: number;
  /** All bytes are in the framer. */
  isEnd: boolean;
  /** All rows are out. */
  isComplete: boolean;
}

/** Opens an archived file for one pass; the scope closes it. `maxRecordBytes` is the greatest size of a row in bytes of UTF-8. */
export const openReading = Effect.fnUntraced(function* (
  archived: ArchivedFile,
  sniffed: SniffedFile,
  maxRecordBytes = 8_388_608,
): Effect.fn.Return<Reading, ExtractError, Scope.Scope> {
  const { dialect, syntax, bomBytes } = sniffed;
  // The header stood in the sample, so with this limit it is framed as it was sniffed.
  const limit = Math.max(maxRecordBytes, SAMPLE_BYTES);
  const framer = new Framer({ syntax, cellCount: dialect.headers.length, maxRecordBytes: limit });
  const read = yield* openText(archived, dialect.encoding, bomBytes);
  return { archived, sniffed, framer, read, readCount: 0, rejectedCount: 0, isEnd: false, isComplete: false };
});

/** Gives the framer the file's next bytes; false when there are none. */
export const feed = (reading: Reading): Effect.Effect<boolean, ExtractError> =>
  reading.isEnd
    ? Effect.succeed(false)
    : Effect.map(reading.read, (chunk) => {
        reading.isEnd = chunk === undefined;
        if (chunk === undefined) reading.framer.end();
        else reading.framer.push(chunk);
        return true;
      });

/**
 * Ends a pass whose rows are all out.
 *
 * Errors   `NoRows`: a file without rows is an accident of its export, and taken as a snapshot it would empty the source
 */
export const finishReading = (reading: Reading): Effect.Effect<void, ExtractError> => {
  reading.isComplete = true;
  if (reading.readCount > 0) return Effect.void;
  const reason = new NoRows({ path: reading.archived.sourcePath, lineCount: reading.framer.lineCount });
  return Effect.fail(new ExtractError({ operation: OPERATION, reason }));
};

/** Sums up a pass; undefined is one that has not begun. */
export const totalsOf = (reading: Reading | undefined): ReadTotals => ({
  read: reading?.readCount ?? 0,
  rejected: reading?.rejectedCount ?? 0,
  blankLines: reading?.framer.blankLineCount ?? 0,
  lines: reading?.framer.lineCount ?? 0,
  lineEnding: reading === undefined ? "lf" : lineEndingOf(reading.framer.terminators),
  isComplete: reading?.isComplete ?? false,
});
