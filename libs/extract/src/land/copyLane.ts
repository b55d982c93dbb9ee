import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ExtractError } from "../errors.ts";
import { feed, finishReading, openReading, type Reading, totalsOf } from "../read/Reading.ts";
import { QUOTE } from "../read/RecordSyntax.ts";
import { rejectedRow } from "../read/rejectedRow.ts";
import { CopyLines } from "./CopyLines.ts";
import { cellStart } from "./cellStart.ts";
import type { LandedRows, LaneOptions } from "./LaneOptions.ts";
import { landingTarget } from "./landing.ts";
import { headColumns, keptPlaces, nctNumberPlace, noHash } from "./landingRow.ts";
import { nctNumber } from "./nctNumber.ts";
import { RecordHasher } from "./RecordHasher.ts";
import { RowJudge } from "./RowJudge.ts";

/** Lines are handed to the connection in pieces of about this size. */
const PIECE_BYTES = 1_048_576;

/** How many columns of a row's head say what was wrong with it. */
const rejectColumns = 5;

/** Pieces that are ready while the server takes another one. */
const readyPieces = 2;

/**
 * Lands a file by handing its bytes to COPY: the framer finds the records, and PostgreSQL parses them. Their hashes are made of the
 * same bytes; a record that is known goes without its cells.
 *
 * Memory   some pieces of 1 MiB and the longest record
 * Errors   those of a reading; {@link DatabaseError} also where COPY reads a record otherwise than it was framed
 */
export const copyLane = (options: LaneOptions): Effect.Effect<LandedRows, ExtractError | DatabaseError, Database> =>
  Effect.scoped(
    Effect.gen(function* () {
      const database = yield* Database;
      const reading = yield* openReading(options.file, options.sniffed);
      const { positions, syntax } = options.sniffed;
      const lines = new CopyLines(syntax, 2 * PIECE_BYTES);
      const columns = columnsByPosition(positions);
      const judge = new RowJudge(options.previous);
      const writeNext = lineWriter(reading, lines, { judge, columnCount: columns.length, firstId: options.firstId });
      const nextPiece = Effect.gen(function* () {
        while (lines.length < PIECE_BYTES && (yield* feed(reading))) writeNext();
        if (lines.length === 0) return yield* Effect.as(finishReading(reading), undefined);
        yield* options.onRows(reading.readCount);
        return [lines.take(), undefined] as const;
      });
      yield* database.copyCsv(
        "load.copy",
        { ...landingTarget([...headColumns, ...columns]), isFrozen: true },
        { delimiter: lines.delimiter, quote: lines.quote, neverNull: columns },
        Stream.unfold(undefined, () => nextPiece).pipe(Stream.buffer({ capacity: readyPieces })),
      );
      return { totals: totalsOf(reading), judged: judge.result };
    }),
  );

/** Makes what writes the lines of all records that the framer has by now. */
const lineWriter = (
  reading: Reading,
  lines: CopyLines,
  { judge, columnCount, firstId }: { readonly judge: RowJudge; readonly columnCount: number; readonly firstId: number },
): (() => void) => {
  const { framer, sniffed } = reading;
  const hasher = new RecordHasher(sniffed.syntax, sniffed.positions);
  const kept = keptPlaces
    .map((place) => sniffed.positions[place] ?? -1)
    .filter((position) => position >= 0)
    .toSorted((a, b) => a - b);
  const nctPosition = sniffed.positions[nctNumberPlace] ?? 0;
  const { delimiter } = lines;
  const noReject = delimiter.repeat(rejectColumns);
  const noCells = Array.from({ length: columnCount }, () => null);
  return () => {
    for (let framed = framer.next(); framed !== undefined; framed = framer.next()) {
      if (framed.kind === "header") continue;
      const rowNumber = ++reading.readCount;
      const ownId = firstId + rowNumber;
      const { bytes, lineNumber } = framed;
      const reject = rejectedRow(framed, rowNumber);
      if (reject !== undefined) {
        reading.rejectedCount++;
        const { reason, detail, rawText, rawBytes, isRawTextComplete } = reject;
        const original = rawBytes === undefined ? null : `\\x${Buffer.from(rawBytes).toString("hex")}`;
        const place = [ownId, rowNumber, lineNumber].map(String);
        const found = [reason, detail, rawText, original, isRawTextComplete ? "t" : "f"];
        lines.writeTexts([...place, noHash, "rejected", "f", ...found, ...noCells]);
        continue;
      }
      const { cellEnds } = framer;
      const hash = hasher.hash(bytes, cellEnds, framer.hasEscapedQuote);
      const isQuoted = bytes[cellStart(cellEnds, nctPosition)] === QUOTE && sniffed.syntax.isQuoted ? 1 : 0;
      const nctStart = cellStart(cellEnds, nctPosition) + isQuoted;
      const trial = nctNumber(bytes, nctStart, (cellEnds[nctPosition] ?? 0) - isQuoted);
      const { knownId, disposition, isRepeated } = judge.judge(hash, trial);
      const place = `${knownId ?? ownId}${delimiter}${rowNumber}${delimiter}${lineNumber}${delimiter}\\x${hash}`;
      const head = `${place}${delimiter}${disposition}${delimiter}${isRepeated ? "t" : "f"}${noReject}`;
      if (knownId === undefined) lines.writeRecord(head, bytes, cellEnds);
      else lines.writeSome(head, bytes, cellEnds, kept);
    }
  };
};

/** The names of the file's columns in its own order. */
const columnsByPosition = (positions: ReadonlyArray<number>): ReadonlyArray<string> =>
  ctgovLegacyCsv.columnNames
    .map((name, place) => ({ name, position: positions[place] ?? -1 }))
    .filter(({ position }) => position >= 0)
    .toSorted((a, b) => a.position - b.position)
    .map(({ name }) => name);
