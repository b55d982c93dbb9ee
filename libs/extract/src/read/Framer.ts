import { type BreakCause, breakDetail } from "./breakDetail.ts";
import type { FramedBreak, FramedRecord } from "./FramedRecord.ts";
import { findLineEnd } from "./findLineEnd.ts";
import { RecordScanner, type ScanStatus, type Terminator } from "./RecordScanner.ts";
import type { RecordSyntax } from "./RecordSyntax.ts";

/** How much of a too large record is kept. */
const KEPT_HEAD_BYTES = 65_536;

/** Options of a `Framer`. */
export interface FramerOptions {
  readonly syntax: RecordSyntax;
  /** Cells of every row. */
  readonly cellCount: number;
  readonly maxRecordBytes: number;
}

/** A line that broke and whose end is being searched. */
interface BrokenLine {
  readonly cause: BreakCause;
  searchFrom: number;
  /** What was kept of a line that is too large to be held, and how much of it was dropped. */
  head: Buffer | undefined;
  droppedBytes: number;
}

/**
 * Cuts a file into records with their physical line numbers: bytes in by `push` and `end`, records out by `next`.
 * The first well-formed record is the header.
 *
 * What cannot be framed is set aside line by line: when a record breaks (a stray quote, a quote still open at the end of
 * the file or after `maxRecordBytes`), its first physical line alone is a break and framing starts afresh on the next
 * line. A well-formed record with a wrong number of cells is one break as a whole, unless a row of the expected number
 * begins and ends on later lines of it: then its quote was never closed and it swallowed rows. Blank lines are counted.
 * So header, rows, breaks and blank lines cover every physical line exactly once.
 *
 * Cost     Linear on any input: a byte is scanned at most four times. Each quote flips between inside and outside, so a
 *          line that leaves a quote open holds an odd number of them, lines after it with an even number leave it open,
 *          and the first with an odd number closes or breaks it. Read afresh, a line with an even number opens nothing
 *          beyond itself. So a look-ahead ends at the next odd line, and two look-aheads share one line at most.
 * Memory   `maxRecordBytes` and the chunk just pushed, each a small constant number of times
 */
export class Framer {
  /** Physical lines consumed so far, blank ones among them. */
  lineCount = 0;
  blankLineCount = 0;
  /** How the header and the rows so far ended. */
  readonly terminators: Record<Terminator, number> = { lf: 0, crlf: 0, cr: 0, none: 0 };

  readonly #options: FramerOptions;
  readonly #scanner: RecordScanner;
  readonly #lookahead: RecordScanner;
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the current record begins in `#bytes`. */
  #start = 0;
  /** Chunks that were pushed and are not yet joined to `#bytes`. */
  #pushed: Array<Buffer> = [];
  #pushedBytes = 0;
  #isEnd = false;
  #hasHeader = false;
  #hasEscapedQuote = false;
  #brokenLine: BrokenLine | undefined;

  constructor(options: FramerOptions) {
    this.#options = options;
    this.#scanner = new RecordScanner(options.syntax, options.maxRecordBytes, options.cellCount);
    this.#lookahead = new RecordScanner(options.syntax, options.maxRecordBytes);
  }

  /** How many bytes were looked at to find records; at most a small multiple of the file's size. */
  get scannedBytes(): number {
    return this.#scanner.scannedBytes + this.#lookahead.scannedBytes;
  }

  /** Where the cells end of the row that `next` has just given, counted from its start. Overwritten by the next one. */
  get cellEnds(): Int32Array {
    return this.#scanner.cellEnds;
  }

  /** Tells of the row that `next` has just given whether a quote stands inside a quoted cell, written twice. */
  get hasEscapedQuote(): boolean {
    return this.#hasEscapedQuote;
  }

  /** Gives the next bytes of the file; they must not be written to afterwards. */
  push(chunk: Buffer): void {
    this.#pushed.push(chunk);
    this.#pushedBytes += chunk.length;
    const heldBytes = this.#bytes.length - this.#start;
    // Joining only when as much came in as is held keeps the copying linear for records of many chunks.
    if (this.#pushedBytes >= heldBytes) this.#join();
  }

  /** Tells that no byte follows. */
  end(): void {
    this.#isEnd = true;
    this.#join();
  }

  /** Returns the next record; undefined when more bytes are needed, or after `end` when there is none. */
  next(): FramedRecord | undefined {
    while (this.#start < this.#bytes.length) {
      if (this.#brokenLine !== undefined) return this.#takeBrokenLine(this.#brokenLine);
      const status = this.#scanner.scan(this.#bytes, this.#isEnd);
      if (status === "more") return undefined;
      if (status !== "record") {
        this.#breakLine(this.#causeOf(status));
      } else if (this.#scanner.contentEnd > this.#start) {
        const record = this.#takeRecord();
        if (record !== undefined) return record;
      } else {
        this.blankLineCount++;
        this.#take(this.#start, this.#scanner.nextStart, 1);
      }
    }
    return undefined;
  }

  /** Takes the record that was found; undefined when it swallowed rows, so that only its first line is to be set aside. */
  #takeRecord(): FramedRecord | undefined {
    const { cellCount, contentEnd, nextStart, innerLineCount, terminator } = this.#scanner;
    const { cellCount: expected, maxRecordBytes: maxBytes } = this.#options;
    if (this.#hasHeader && cellCount !== expected) {
      if (innerLineCount > 0 && this.#holdsRow(nextStart)) {
        this.#breakLine({ kind: "open", until: "swallowedRows", maxBytes });
        return undefined;
      }
      const framed = this.#take(contentEnd, nextStart, innerLineCount + 1);
      return {
        kind: "break",
        ...framed,
        ...breakDetail({ kind: "cells", found: cellCount, expected }),
        isComplete: true,
      };
    }
    this.terminators[terminator]++;
    this.#hasEscapedQuote = this.#scanner.hasEscapedQuote;
    const kind = this.#hasHeader ? "row" : "header";
    this.#hasHeader = true;
    return { kind, ...this.#take(contentEnd, nextStart, innerLineCount + 1) };
  }

  /** Tells whether a row of the expected number of cells begins and ends on the later lines of the current record. */
  #holdsRow(recordEnd: number): boolean {
    const { syntax, cellCount } = this.#options;
    const lines = this.#bytes.subarray(0, recordEnd);
    const lineAfter = (start: number) =>
      findLineEnd(lines, start, syntax.isCarriageReturnBreak, true)?.nextStart ?? recordEnd;
    for (let start = lineAfter(this.#start); start < recordEnd; start = lineAfter(start)) {
      this.#lookahead.begin(start);
      if (this.#lookahead.scan(lines, true) === "record" && this.#lookahead.cellCount === cellCount) return true;
    }
    return false;
  }

  #causeOf(status: Exclude<ScanStatus, "record" | "more">): BreakCause {
    const { cellCount, innerLineCount, isInQuotes } = this.#scanner;
    const { maxRecordBytes: maxBytes } = this.#options;
    if (status === "unterminated_quote") return { kind: "open", until: "endOfFile", maxBytes };
    if (status === "too_long")
      return isInQuotes ? { kind: "open", until: "limit", maxBytes } : { kind: "large", maxBytes };
    return innerLineCount > 0 ? { kind: "open", until: "brokenLater", maxBytes } : { kind: "stray", cell: cellCount };
  }

  /** Begins to set aside the line on which the current record begins; the lines after it are read afresh. */
  #breakLine(cause: BreakCause): void {
    this.#brokenLine = { cause, searchFrom: this.#start, droppedBytes: 0, head: undefined };
  }

  /** Takes the line that broke; undefined when its end has not come in yet. */
  #takeBrokenLine(broken: BrokenLine): FramedBreak | undefined {
    const { syntax, maxRecordBytes: maxBytes } = this.#options;
    const keptBytes = Math.min(KEPT_HEAD_BYTES, maxBytes);
    const end = findLineEnd(this.#bytes, broken.searchFrom, syntax.isCarriageReturnBreak, this.#isEnd);
    if (end === undefined) {
      // The last byte may be the CR of the line's end: it is held until the next one is known.
      broken.searchFrom = this.#bytes.length - 1;
      if (broken.searchFrom - this.#start > maxBytes) {
        broken.head ??= Buffer.from(this.#bytes.subarray(this.#start, this.#start + keptBytes));
        broken.droppedBytes += broken.searchFrom - this.#start;
        this.#start = broken.searchFrom;
      }
      return undefined;
    }
    this.#brokenLine = undefined;
    const foundBytes = broken.droppedBytes + end.contentEnd - this.#start;
    const framed = this.#take(end.contentEnd, end.nextStart, 1);
    if (foundBytes <= maxBytes) return { kind: "break", ...framed, ...breakDetail(broken.cause), isComplete: true };
    const bytes = broken.head ?? framed.bytes.subarray(0, keptBytes);
    return {
      kind: "break",
      ...framed,
      bytes,
      ...breakDetail({ kind: "large", foundBytes, maxBytes }),
      isComplete: false,
    };
  }

  /** Consumes lines from the current start and begins the next record after them. */
  #take(contentEnd: number, nextStart: number, lineCount: number) {
    const framed = {
      bytes: this.#bytes.subarray(this.#start, contentEnd),
      lineNumber: this.lineCount + 1,
      lineCount,
    };
    this.lineCount += lineCount;
    this.#start = nextStart;
    this.#scanner.begin(nextStart);
    return framed;
  }

  #join(): void {
    const dropped = this.#start;
    this.#bytes = Buffer.concat([this.#bytes.subarray(dropped), ...this.#pushed]);
    this.#pushed = [];
    this.#pushedBytes = 0;
    this.#start = 0;
    this.#scanner.rebase(dropped);
    if (this.#brokenLine !== undefined) this.#brokenLine.searchFrom -= dropped;
  }
}
