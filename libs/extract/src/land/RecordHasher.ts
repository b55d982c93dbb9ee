import { hash } from "node:crypto";
import { COMMA, QUOTE, type RecordSyntax } from "../read/RecordSyntax.ts";
import { cellStart } from "./cellStart.ts";
import { contentPlaces } from "./rowHash.ts";

const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const absent = Buffer.from("NULL");

/** Bytes because of which PostgreSQL puts an element of an array into quotes. */
const isQuotedFor = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, COMMA, OPEN_BRACE, CLOSE_BRACE, QUOTE, BACKSLASH])
  isQuotedFor[byte] = 1;

const lowerCased = 0x20;

const isNullWord = (bytes: Buffer, start: number, end: number): boolean => {
  if (end - start !== absent.length) return false;
  for (let index = 0; index < absent.length; index++) {
    if (((bytes[start + index] ?? 0) | lowerCased) !== ((absent[index] ?? 0) | lowerCased)) return false;
  }
  return true;
};

const needsQuotes = (bytes: Buffer, start: number, end: number): boolean => {
  for (let index = start; index < end; index++) {
    if (isQuotedFor[bytes[index] ?? 0] === 1) return true;
  }
  return start === end || isNullWord(bytes, start, end);
};

/**
 * Computes {@link rowHash} of a record from its bytes as they stand in the file, without making strings of its cells: so
 * that a file can be handed on to the server as it is.
 */
export class RecordHasher {
  readonly #syntax: RecordSyntax;
  /** One per column of the content: the cell's place in the file, or -1. */
  readonly #contentPositions: ReadonlyArray<number>;
  #text = Buffer.allocUnsafe(65_536);

  constructor(syntax: RecordSyntax, positions: ReadonlyArray<number>) {
    this.#syntax = syntax;
    this.#contentPositions = contentPlaces.map((place) => positions[place] ?? -1);
  }

  /** Hashes a well-formed record of which is known where its cells end, and whether a quote stands inside a quoted cell. */
  hash(record: Buffer, cellEnds: Int32Array, hasEscapedQuote: boolean): string {
    const { isQuoted } = this.#syntax;
    const isEscaped = isQuoted ? hasEscapedQuote : record.includes(QUOTE);
    const hasEscapes = isEscaped || record.includes(BACKSLASH);

    // A cell takes its bytes, each escaped at worst, and at most two quotes and a comma, or the word for an absent one.
    const greatest = (hasEscapes ? 2 : 1) * record.length + (absent.length + 3) * this.#contentPositions.length + 2;
    if (this.#text.length < greatest) this.#text = Buffer.allocUnsafe(greatest);
    const text = this.#text;
    let length = 0;
    for (const position of this.#contentPositions) {
      text[length] = length === 0 ? OPEN_BRACE : COMMA;
      length++;
      if (position < 0) {
        length += absent.copy(text, length);
        continue;
      }
      let start = cellStart(cellEnds, position);
      let end = cellEnds[position] ?? 0;
      if (isQuoted && record[start] === QUOTE && end > start) {
        start++;
        end--;
      }
      if (needsQuotes(record, start, end)) {
        text[length++] = QUOTE;
        length = hasEscapes ? this.#escape(record, start, end, length) : length + record.copy(text, length, start, end);
        text[length++] = QUOTE;
      } else {
        length += record.copy(text, length, start, end);
      }
    }
    text[length++] = CLOSE_BRACE;
    return hash("sha256", text.subarray(0, length));
  }

  /** Writes a cell with a backslash before each quote, which stands twice in a quoted cell, and each backslash; where it ends. */
  #escape(record: Buffer, start: number, end: number, at: number): number {
    const { isQuoted } = this.#syntax;
    const text = this.#text;
    let length = at;
    for (let index = start; index < end; index++) {
      const byte = record[index] ?? 0;
      if (byte === QUOTE || byte === BACKSLASH) text[length++] = BACKSLASH;
      text[length++] = byte;
      if (byte === QUOTE && isQuoted) index++;
    }
    return length;
  }
}
