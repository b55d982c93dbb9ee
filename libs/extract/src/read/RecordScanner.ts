import { CR, LF, QUOTE, type RecordSyntax } from "./RecordSyntax.ts";

/** What ended a record; `none` is the end of the file. */
export type Terminator = "lf" | "crlf" | "cr" | "none";

/**
 * How a scan went: a well-formed record; a quote where none may stand; a quote still open at the end of the file;
 * a record that is longer than allowed; or not enough bytes yet.
 */
export type ScanStatus = "record" | "stray_quote" | "unterminated_quote" | "too_long" | "more";

const CELL_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** A quote was seen inside a quoted cell: the closing one, or the first of an escaped pair. */
const AFTER_QUOTE = 3;

/**
 * Finds the end of one record and of its cells in a buffer, strictly: a quote opens only at the start of a cell and
 * after the closing one comes a delimiter or a line end. What lies between two bytes that matter is skipped by
 * `indexOf`, which is native and ten times as fast as a look at each byte.
 *
 * A scan that returned `more` goes on where it stopped when it is called again with more bytes, so no byte is looked at
 * twice however small the chunks are. The outcome does not depend on how the bytes were cut into chunks.
 */
export class RecordScanner {
  /** Cells of the record so far. */
  cellCount = 1;
  /**
   * Where the record's cells end, counted from its start; the first `cellCount` are valid once a record was found, until the next
   * scan. Cells beyond those that a row may have are not noted.
   */
  readonly cellEnds: Int32Array;
  /** True when a quote stands inside a quoted cell of the record, written twice. */
  hasEscapedQuote = false;
  /** Line ends inside quoted cells so far. */
  innerLineCount = 0;
  /** Where the record's content ends and the next record begins; set when a record was found. */
  contentEnd = -1;
  nextStart = -1;
  terminator: Terminator = "none";
  /** How many bytes all scans together looked at. */
  scannedBytes = 0;

  readonly #syntax: RecordSyntax;
  readonly #maxRecordBytes: number;
  #start = 0;
  #position = 0;
  #state = CELL_START;
  #searched: Buffer | undefined;
  #carriageReturn = -1;

  constructor(syntax: RecordSyntax, maxRecordBytes: number, maxCells = 0) {
    this.#syntax = syntax;
    this.#maxRecordBytes = maxRecordBytes;
    this.cellEnds = new Int32Array(maxCells);
  }

  /** True while a quoted cell is open. */
  get isInQuotes(): boolean {
    return this.#state === QUOTED;
  }

  /** Begins a record at an offset of the buffer that the next scan is given. */
  begin(start: number): void {
    this.cellCount = 1;
    this.hasEscapedQuote = false;
    this.innerLineCount = 0;
    this.contentEnd = -1;
    this.nextStart = -1;
    this.#start = start;
    this.#position = start;
    this.#state = CELL_START;
  }

  /** Tells that the bytes before an offset were dropped from the front of the buffer. */
  rebase(dropped: number): void {
    this.#start -= dropped;
    this.#position -= dropped;
  }

  /** Scans on until the record ends or breaks. `isEnd` says that no byte follows those of the buffer. */
  scan(bytes: Buffer, isEnd: boolean): ScanStatus {
    const { delimiter, isQuoted, isCarriageReturnBreak } = this.#syntax;
    const { cellEnds } = this;
    const recordStart = this.#start;
    const limit = recordStart + this.#maxRecordBytes;
    // One byte past the limit is looked at: a record of exactly the greatest length may end there.
    const end = Math.min(bytes.length, limit + 1);
    let position = this.#position;
    let state = this.#state;
    let status: ScanStatus | undefined;
    // The first LF that may still count; looked up again only when it was passed.
    let lineFeed = -1;

    for (; position < end; position++) {
      if (state === QUOTED && !isCarriageReturnBreak) {
        const quote = indexOr(bytes, QUOTE, position, end);
        const passed = Math.min(quote, limit);
        if (lineFeed < position) lineFeed = indexOr(bytes, LF, position, bytes.length);
        for (; lineFeed < passed; lineFeed = indexOr(bytes, LF, lineFeed + 1, bytes.length)) this.innerLineCount++;
        position = passed;
        if (position >= end) break;
      } else if (state === UNQUOTED && !isQuoted && !isCarriageReturnBreak) {
        if (lineFeed < position) lineFeed = indexOr(bytes, LF, position, bytes.length);
        // A CR may be the first half of the line's end.
        const lineEnd = Math.min(lineFeed, this.#nextCarriageReturn(bytes, position));
        position = Math.min(lineEnd, indexOr(bytes, delimiter, position, end), limit);
        if (position >= end) break;
      }
      const byte = bytes[position];
      if (position === limit && (state === QUOTED || (byte !== LF && byte !== CR))) {
        status = "too_long";
        break;
      }
      if (state === QUOTED) {
        if (byte === QUOTE) {
          state = AFTER_QUOTE;
        } else if (byte === LF) {
          this.innerLineCount++;
        } else if (byte === CR && isCarriageReturnBreak) {
          if (position + 1 >= bytes.length && !isEnd) {
            status = "more";
            break;
          }
          // The LF of a CRLF counts the line.
          if (bytes[position + 1] !== LF) this.innerLineCount++;
        }
      } else if (byte === delimiter) {
        cellEnds[this.cellCount - 1] = position - recordStart;
        this.cellCount++;
        state = CELL_START;
      } else if (byte === QUOTE && isQuoted) {
        if (state === UNQUOTED) {
          status = "stray_quote";
          break;
        }
        if (state === AFTER_QUOTE) this.hasEscapedQuote = true;
        state = QUOTED;
      } else if (byte === LF) {
        status = this.#finish(position, position + 1, "lf");
        break;
      } else if (byte === CR && position + 1 >= bytes.length) {
        status = isEnd ? this.#finish(position, position + 1, "cr") : "more";
        break;
      } else if (byte === CR && bytes[position + 1] === LF) {
        status = this.#finish(position, position + 2, "crlf");
        break;
      } else if (byte === CR && isCarriageReturnBreak) {
        status = this.#finish(position, position + 1, "cr");
        break;
      } else if (state === AFTER_QUOTE || position === limit) {
        status = state === AFTER_QUOTE ? "stray_quote" : "too_long";
        break;
      } else {
        state = UNQUOTED;
      }
    }

    if (status === undefined) {
      if (!isEnd) status = "more";
      else status = state === QUOTED ? "unterminated_quote" : this.#finish(position, position, "none");
    }
    this.scannedBytes += position - this.#position;
    this.#position = position;
    this.#state = state;
    return status;
  }

  /** Most files have none: what was found holds for the whole buffer, so that each is searched once. */
  #nextCarriageReturn(bytes: Buffer, from: number): number {
    if (this.#searched !== bytes || this.#carriageReturn < from) {
      this.#searched = bytes;
      this.#carriageReturn = indexOr(bytes, CR, from, bytes.length);
    }
    return this.#carriageReturn;
  }

  #finish(contentEnd: number, nextStart: number, terminator: Terminator): ScanStatus {
    this.cellEnds[this.cellCount - 1] = contentEnd - this.#start;
    this.contentEnd = contentEnd;
    this.nextStart = nextStart;
    this.terminator = terminator;
    return "record";
  }
}

/** Where a byte stands at or after a place, or `or` when it does not come before that. */
const indexOr = (bytes: Buffer, byte: number, from: number, or: number): number => {
  const found = bytes.indexOf(byte, from);
  return found < 0 || found > or ? or : found;
};
