import { CR, QUOTE, type RecordSyntax } from "./RecordSyntax.ts";
import { splitCells } from "./splitCells.ts";

/**
 * Returns a well-formed record in bytes that fast-csv reads to exactly its cells.
 *
 * fast-csv reads most records as they are. Where it would lose something, every cell is put in quotes, which it reads to
 * the letter: it takes a lone CR for a record's end, drops an unquoted first cell of nothing but blanks (any of Unicode's) and
 * a U+FEFF at the start, and reads quotes in a tab file that has none.
 */
export const parserInput = (record: Buffer, syntax: RecordSyntax): Buffer => {
  const first = record[0] ?? 0;
  const isPlainStart = first > 0x20 && first < 0x7f;
  const hasQuoteCharacter = !syntax.isQuoted && record.includes(QUOTE);
  return isPlainStart && !hasQuoteCharacter && !record.includes(CR) ? record : inQuotes(record, syntax);
};

const inQuotes = (record: Buffer, syntax: RecordSyntax): Buffer =>
  Buffer.concat(
    splitCells(record, syntax).flatMap((cell, index) => {
      const separator = Buffer.from(index === 0 ? [] : [syntax.delimiter]);
      return syntax.isQuoted && cell[0] === QUOTE ? [separator, cell] : [separator, quoted(cell)];
    }),
  );

const quoted = (cell: Buffer): Buffer =>
  cell.includes(QUOTE)
    ? Buffer.from(`"${cell.toString("latin1").replaceAll('"', '""')}"`, "latin1")
    : Buffer.concat([Buffer.from([QUOTE]), cell, Buffer.from([QUOTE])]);
