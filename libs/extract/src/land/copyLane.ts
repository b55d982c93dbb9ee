import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ExtractError } from "../errors.ts";
import { feed, finishReading, openReading, type Reading, totalsOf } from "../read/Reading.ts";
import { QUOTE } from "../read/RecordSyntax.ts";
import { rejectedRow } from "../read/rejectedRow.ts";
import { CopyLines } from "./CopyLines.ts";
import { cellStart } from "./cellStart.ts";
import { copyInTurns, type Piece } from "./copyInTurns.ts";
import type { LandedRows, LaneOptions } from "./LaneOptions.ts";
import { landingTarget } from "./landing.ts";
import { headColumns, nctNumberPlace, noHash } from "./landingRow.ts";
import { nctNumber } from "./nctNumber.ts";
import { RecordHasher } from "./RecordHasher.ts";
import { isSettled, RowJudge } from "./RowJudge.ts";
import { rankColumn, rankPlace, settledColumns } from "./settledRow.ts";

/** Lines are handed to the connection in pieces of about this size; those of settled rows are small, and the server does more with each. */
const PIECE_BYTES = { landing: 1_048_576, rows: 131_072 };

/** How many columns of a row's head say what was wrong with it. */
const rejectColumns = 5;

/** Pieces that are ready while the server takes another one. */
const readyPieces = 2;

/**
 * Lands a file by handing its bytes to COPY: the framer finds the records, and PostgreSQL parses them. Their hashes are made of the
 * same bytes; of a settled row only its place goes to the server, at once where it belongs.
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
      const columns = columnsByPosition(positions);
      const judge = new RowJudge(options.previous);
      const lines = {
        landing: new CopyLines(syntax, 2 * PIECE_BYTES.landing),
        rows: new CopyLines(syntax, 2 * PIECE_BYTES.rows),
      };
      const writeNext = lineWriter(reading, lines, { ...options, judge, columnCount: columns.length });
      const nextPiece = Effect.gen(function* () {
        while (
          lines.landing.length < PIECE_BYTES.landing &&
          lines.rows.length < PIECE_BYTES.rows &&
          (yield* feed(reading))
        )
          writeNext();
        const into = lines.landing.length >= PIECE_BYTES.landing || lines.rows.length === 0 ? "landing" : "rows";
        if (lines[into].length === 0) return yield* Effect.as(finishReading(reading), undefined);
        yield* options.onRows(reading.readCount);
        const piece: Piece<Buffer> = { into, content: lines[into].take() };
        return [piece, undefined] as const;
      });
      const rank = (positions[rankPlace] ?? -1) < 0 ? [] : [rankColumn];
      const targets = {
        landing: { ...landingTarget([...headColumns, ...columns]), isFrozen: true },
        rows: { ...options.rows, columns: [...settledColumns, ...rank] },
      };
      const { delimiter, quote } = lines.landing;
      const pieces = Stream.unfold(undefined, () => nextPiece).pipe(Stream.buffer({ capacity: readyPieces }));
      const copy = (into: Piece<Buffer>["into"], contents: Stream.Stream<Buffer, ExtractError>) =>
        database.copyCsv(
          "load.copy",
          targets[into],
          { delimiter, quote, neverNull: into === "landing" ? columns : rank },
          contents,
        );
      // Where nothing can be settled, one COPY takes all, and no turn has to be waited for.
      yield* options.previous.size === 0
        ? copy(
            "landing",
            Stream.map(pieces, ({ content }) => content),
          )
        : copyInTurns(pieces, copy);
      return { totals: totalsOf(reading), judged: judge.result };
    }),
  );

/** Makes what writes the lines of all records that the framer has by now. */
const lineWriter = (
  reading: Reading,
  { landing, rows }: Readonly<Record<Piece<Buffer>["into"], CopyLines>>,
  {
    judge,
    columnCount,
    loadId,
    firstId,
  }: Pick<LaneOptions, "loadId" | "firstId"> & { readonly judge: RowJudge; readonly columnCount: number },
): (() => void) => {
  const { framer, sniffed } = reading;
  const hasher = new RecordHasher(sniffed.syntax, sniffed.positions);
  const nctPosition = sniffed.positions[nctNumberPlace] ?? 0;
  const rankPosition = sniffed.positions[rankPlace] ?? -1;
  const { delimiter } = landing;
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
        landing.writeTexts([...place, noHash, "rejected", "f", ...found, ...noCells]);
        continue;
      }
      const { cellEnds } = framer;
      const hash = hasher.hash(bytes, cellEnds, framer.hasEscapedQuote);
      const isQuoted = bytes[cellStart(cellEnds, nctPosition)] === QUOTE && sniffed.syntax.isQuoted ? 1 : 0;
      const nctStart = cellStart(cellEnds, nctPosition) + isQuoted;
      const trial = nctNumber(bytes, nctStart, (cellEnds[nctPosition] ?? 0) - isQuoted);
      const judgement = judge.judge(hash, trial);
      if (isSettled(judgement)) {
        const head = `${loadId}${delimiter}${rowNumber}${delimiter}${lineNumber}${delimiter}${judgement.knownId}`;
        rows.writeCell(`${head}${delimiter}unchanged`, bytes, cellEnds, rankPosition);
        continue;
      }
      const { knownId, disposition, isRepeated } = judgement;
      const place = `${knownId ?? ownId}${delimiter}${rowNumber}${delimiter}${lineNumber}${delimiter}\\x${hash}`;
      const head = `${place}${delimiter}${disposition}${delimiter}${isRepeated ? "t" : "f"}${noReject}`;
      landing.writeRecord(head, bytes, cellEnds);
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
