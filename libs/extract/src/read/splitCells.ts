import { QUOTE, type RecordSyntax } from "./RecordSyntax.ts";

/** Cuts a well-formed record into the bytes of its cells, quotes included. */
export const splitCells = (record: Buffer, syntax: RecordSyntax): Array<Buffer> => {
  const cells: Array<Buffer> = [];
  let start = 0;
  let isInQuotes = false;
  for (let index = 0; index < record.length; index++) {
    const byte = record[index];
    // An escaped quote flips twice, so it changes nothing.
    if (byte === QUOTE && syntax.isQuoted) isInQuotes = !isInQuotes;
    else if (byte === syntax.delimiter && !isInQuotes) {
      cells.push(record.subarray(start, index));
      start = index + 1;
    }
  }
  cells.push(record.subarray(start));
  return cells;
};

/** Returns the text of a cell's bytes, without the quotes around it. */
export const cellText = (cell: Buffer, syntax: RecordSyntax): string =>
  syntax.isQuoted && cell[0] === QUOTE
    ? cell.toString("utf8", 1, cell.length - 1).replaceAll('""', '"')
    : cell.toString("utf8");
