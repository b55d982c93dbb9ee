import type { SourceFormat } from "@trialflow/schema";
import { ctgovExportHeaders } from "./ctgovExportHeaders.ts";
import { findLineEnd } from "./findLineEnd.ts";
import { RecordScanner } from "./RecordScanner.ts";
import { COMMA, CR, LF, type RecordSyntax, TAB } from "./RecordSyntax.ts";
import { countKnown, headersOf } from "./resemblance.ts";
import { cellText, splitCells } from "./splitCells.ts";

/** The header record under the delimiter that fits it best. */
export interface SniffedHeader {
  readonly syntax: RecordSyntax;
  readonly bytes: Buffer;
  readonly headers: ReadonlyArray<string>;
}

/**
 * Frames the first line that is not blank with commas and with tabs and returns the reading that knows more headings, then
 * the one with more cells. A line that cannot be framed counts as one heading. The way it ends decides whether a lone CR ends lines.
 */
export const sniffDelimiter = (text: Buffer, isWhole: boolean, format: SourceFormat): SniffedHeader => {
  const known = [...headersOf(format), ...ctgovExportHeaders];
  const first = text.findIndex((byte) => byte !== LF && byte !== CR);
  const line = text.subarray(Math.max(first, 0));
  const asCommas = frameHeader(line, isWhole, { delimiter: COMMA, isQuoted: true });
  const asTabs = frameHeader(line, isWhole, { delimiter: TAB, isQuoted: false });
  const lead = countKnown(asTabs.headers, known) - countKnown(asCommas.headers, known);
  return lead > 0 || (lead === 0 && asTabs.headers.length > asCommas.headers.length) ? asTabs : asCommas;
};

const frameHeader = (
  line: Buffer,
  isWhole: boolean,
  style: Pick<RecordSyntax, "delimiter" | "isQuoted">,
): SniffedHeader => {
  const scanner = new RecordScanner({ ...style, isCarriageReturnBreak: true }, line.length);
  if (scanner.scan(line, isWhole) !== "record") {
    const bytes = line.subarray(0, findLineEnd(line, 0, true, true)?.contentEnd);
    return { syntax: { ...style, isCarriageReturnBreak: false }, bytes, headers: [bytes.toString("utf8")] };
  }
  const syntax = { ...style, isCarriageReturnBreak: scanner.terminator === "cr" };
  const bytes = line.subarray(0, scanner.contentEnd);
  return { syntax, bytes, headers: splitCells(bytes, syntax).map((cell) => cellText(cell, syntax)) };
};
