import type { SourceFormat } from "@trialflow/schema";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { RecordScanner } from "../read/RecordScanner.ts";
import { QUOTE } from "../read/RecordSyntax.ts";
import { cellText, splitCells } from "../read/splitCells.ts";
import { type ArchivedCopy, damaged, openLine } from "./ArchivedText.ts";
import { type PlacedText, placeIn, type TextPlace } from "./TextPlace.ts";

/** The greatest record that the reader takes; what is larger was set aside and is no row. */
const MAX_RECORD_BYTES = 8_388_608;
const BAR = 0x7c;

/** A cell as it stands in an archived file. */
export interface LocatedCell {
  /** Number of the column in the file, from 1. */
  readonly columnNumber: number;
  /** The column's heading as the file writes it. */
  readonly header: string;
  /** The cell's text, without the quotes around it. */
  readonly text: string;
  /** The cell to the letter, its quotes included. */
  readonly source: string;
  /** Where the text begins, after an opening quote. */
  readonly place: TextPlace;
  /** Where each entry of a cell of entries between bars begins. */
  readonly entryPlaces: ReadonlyArray<TextPlace>;
}

/** A record as it stands in an archived file. */
export interface LocatedRecord {
  /** Physical line on which it begins, from 1, and how many it covers. */
  readonly lineNumber: number;
  readonly lineCount: number;
  /** Where it begins in the file, in bytes from 0. */
  readonly byteOffset: number;
  /** Its cells by the columns' names in the format; a column that the file lacks has none. */
  readonly cells: ReadonlyMap<string, LocatedCell>;
}

/**
 * Finds a record in an archived file and tells where each of its cells stands.
 *
 * Reads    the file from its start to the record's end, not beyond
 * Errors   `FileNotFound`, `FileAccessFailed`; `ArchiveCorrupt` when there is no well-formed record on that line
 */
export const locateRecord = Effect.fn("extract.locateRecord")(function* (
  copy: ArchivedCopy,
  lineNumber: number,
  format: SourceFormat,
): Effect.fn.Return<LocatedRecord, ExtractError> {
  return yield* Effect.scoped(
    Effect.gen(function* () {
      const { sniffed, byteOffset, read } = yield* openLine(copy, lineNumber, format);
      const { syntax, dialect, positions } = sniffed;
      const scanner = new RecordScanner(syntax, MAX_RECORD_BYTES);
      let bytes: Buffer = Buffer.alloc(0);
      let isEnd = false;
      let status = scanner.scan(bytes, isEnd);
      while (status === "more" && !isEnd) {
        const piece = yield* read;
        isEnd = piece === undefined;
        if (piece !== undefined) bytes = Buffer.concat([bytes, piece]);
        status = scanner.scan(bytes, isEnd);
      }
      const expected = `a record of ${dialect.headers.length} cells on line ${lineNumber}`;
      if (status !== "record") return yield* damaged(copy, "a record that cannot be read", expected);
      const record = bytes.subarray(0, scanner.contentEnd);
      const cells = splitCells(record, syntax);
      if (cells.length !== dialect.headers.length) return yield* damaged(copy, `${cells.length} cells`, expected);

      const { encoding } = dialect;
      const text: PlacedText = { bytes: record, lineNumber, byteOffset, encoding, ...syntax };
      const locate = (position: number): LocatedCell => {
        const cell = cells[position] ?? Buffer.alloc(0);
        const isInQuotes = syntax.isQuoted && cell[0] === QUOTE;
        const content = isInQuotes ? cell.subarray(1, -1) : cell;
        const start = content.byteOffset - record.byteOffset;
        return {
          columnNumber: position + 1,
          header: dialect.headers[position] ?? "",
          text: cellText(cell, syntax),
          source: cell.toString("utf8"),
          place: placeIn(text, start),
          entryPlaces: entryOffsets(content).map((offset) => placeIn(text, start + offset)),
        };
      };
      return {
        lineNumber,
        lineCount: scanner.innerLineCount + 1,
        byteOffset,
        cells: new Map(
          format.columnNames.flatMap((name, index) => {
            const position = positions[index] ?? -1;
            return position < 0 ? [] : [[name, locate(position)] as const];
          }),
        ),
      };
    }),
  );
});

/** Where the parts between bars begin; none in an empty cell. A bar is a bar also where quotes are doubled. */
const entryOffsets = (content: Buffer): ReadonlyArray<number> => {
  if (content.length === 0) return [];
  const offsets = [0];
  for (let at = content.indexOf(BAR); at >= 0; at = content.indexOf(BAR, at + 1)) offsets.push(at + 1);
  return offsets;
};
