import { Effect } from "effect";
import { Framer } from "./Framer.ts";
import { COMMA, type RecordSyntax, TAB } from "./RecordSyntax.ts";
import type { RowBatchItem } from "./RowBatchItem.ts";
import { readCells } from "./readCells.ts";
import { rejectedRow } from "./rejectedRow.ts";

/** A row of the quarantine, and how its file was written. */
export interface QuarantinedRow {
  readonly rowNumber: number;
  readonly lineNumber: number;
  /** The row without its line end, in UTF-8. */
  readonly bytes: Uint8Array;
  readonly delimiter: "comma" | "tab";
  readonly cellCount: number;
  /** One per column of the format: its place in the file, or -1. */
  readonly positions: ReadonlyArray<number>;
}

/** As `readRows`. */
const maxRecordBytes = 8_388_608;
const lineEnd = Buffer.from("\n");

/**
 * Reads a row of the quarantine by the rules of this program, without its file: a row, or a reject with its reason.
 *
 * The text is one record of its file by itself, so a lone CR in it can be no line end.
 */
export const readRejectedRow = (row: QuarantinedRow): Effect.Effect<RowBatchItem> =>
  Effect.gen(function* () {
    const { rowNumber, lineNumber, cellCount, positions } = row;
    const syntax: RecordSyntax = {
      delimiter: row.delimiter === "tab" ? TAB : COMMA,
      isQuoted: row.delimiter === "comma",
      isCarriageReturnBreak: false,
    };
    const framer = new Framer({ syntax, cellCount, maxRecordBytes });
    framer.push(Buffer.concat([Buffer.from("header"), lineEnd, row.bytes, lineEnd]));
    framer.end();
    framer.next();
    const framed = framer.next();
    if (framed === undefined || framed.kind === "header") {
      return yield* Effect.die(new Error("a row of the quarantine is empty"));
    }
    const { lineCount } = framed;
    const placed = { ...framed, lineNumber };
    // A record that ends before its text does is no row: what follows would be lost.
    const rest = framed.kind === "row" ? framer.next() : undefined;
    const reject =
      rejectedRow(placed, rowNumber) ??
      (rest === undefined || rest.kind === "header" ? undefined : rejectedRow({ ...rest, lineNumber }, rowNumber));
    if (reject !== undefined) return { ...reject, lineCount };
    if (rest !== undefined) return yield* Effect.die(new Error("one row of the quarantine reads as two"));
    const [cells = []] = yield* readCells([framed.bytes], cellCount, syntax);
    return {
      kind: "row",
      rowNumber,
      lineNumber,
      lineCount,
      cells: positions.map((position) => (position < 0 ? null : (cells[position] ?? ""))),
    };
  });
