import type { RowRejectReason } from "./FramedRecord.ts";

interface Placed {
  /** Number among the data records of the file, 1-based; rejected rows are numbered too. */
  readonly rowNumber: number;
  /** Physical line on which it begins, 1-based; the header's line counts. */
  readonly lineNumber: number;
  /** How many physical lines it covers. */
  readonly lineCount: number;
}

/** A row of the file as the source wrote it. */
export interface RawFileRow extends Placed {
  readonly kind: "row";
  /** One per column of the format, in the format's order: `""` is an empty cell, `null` a column that the file lacks. */
  readonly cells: ReadonlyArray<string | null>;
}

/** What could not be read as a row, with everything needed to look at it and to try again. */
export interface RejectedRow extends Placed {
  readonly kind: "reject";
  readonly reason: RowRejectReason;
  /** What was found and what was expected. */
  readonly detail: string;
  /**
   * The text without its line end. Always fit for a PostgreSQL text: invalid UTF-8 is shown as U+FFFD, NUL as U+2400,
   * and `rawBytes` then has the original.
   */
  readonly rawText: string;
  /** The original bytes, only where `rawText` cannot carry them. */
  readonly rawBytes: Uint8Array | undefined;
  /** False for a too large record, of which only the head (64 KiB) is kept; the archived file has the rest. */
  readonly isRawTextComplete: boolean;
}

/** What a reader finds in a file after its header. */
export type RowBatchItem = RawFileRow | RejectedRow;
