import { Effect } from "effect";
import { writeToBuffer } from "fast-csv";
import type { Load } from "../load/findLoad.ts";
import type { FileRow } from "./FileRow.ts";

const lineEnds: Readonly<Record<string, string>> = { lf: "\n", crlf: "\r\n", cr: "\r", mixed: "\n" };

/** How the rows of a file are written. */
export interface RowStyle {
  readonly delimiter: "," | "\t";
  readonly lineEnd: string;
  readonly quoteAll: boolean;
}

/**
 * Chooses the style of a load's file: its own delimiter and line ends, LF for one that mixed them.
 *
 * Quotes stand where a cell needs them. A file with rows that the reader set aside gets them around every cell: among those rows a
 * quote may be open, and the quote of the next cell shows a reader that it is, as it did when the file was read first.
 */
export const rowStyle = (load: Load, setAsideCount: number): RowStyle => ({
  delimiter: load.delimiter === "tab" ? "\t" : ",",
  lineEnd: lineEnds[load.line_ending] ?? "\n",
  quoteAll: load.delimiter !== "tab" && setAsideCount > 0,
});

const formatCells = (rows: ReadonlyArray<ReadonlyArray<string>>, { delimiter, lineEnd, quoteAll }: RowStyle) =>
  // fast-csv writes a line end also where there is no row.
  rows.length === 0
    ? Effect.succeed(Buffer.alloc(0))
    : Effect.promise(() =>
        writeToBuffer(
          rows.map((cells) => [...cells]),
          {
            delimiter,
            rowDelimiter: lineEnd,
            includeEndRowDelimiter: true,
            // In a tab file a quote is a character like any other.
            quote: delimiter === "\t" ? "" : '"',
            quoteColumns: quoteAll,
          },
        ),
      );

/** Writes rows as UTF-8 with fast-csv; what was set aside goes between them as it is. Each row has its line end. */
export const formatRows = Effect.fnUntraced(function* (rows: ReadonlyArray<FileRow>, style: RowStyle) {
  const parts: Array<Buffer> = [];
  let cells: Array<ReadonlyArray<string>> = [];
  for (const row of rows) {
    if (row.kind === "cells") cells.push(row.cells);
    else {
      parts.push(yield* formatCells(cells, style), row.text, Buffer.from(style.lineEnd));
      cells = [];
    }
  }
  parts.push(yield* formatCells(cells, style));
  return Buffer.concat(parts);
});
