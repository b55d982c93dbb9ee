/** Why a physical line or a record could not be read as a row of the file's format. */
export type RowRejectReason =
  | "unterminated_quote"
  | "stray_quote"
  | "too_few_cells"
  | "too_many_cells"
  | "record_too_large"
  | "invalid_utf8"
  | "nul_byte";

interface Framed {
  /** The content without its line end; for a too large record, its head. */
  readonly bytes: Buffer;
  /** Physical line on which it begins, 1-based. */
  readonly lineNumber: number;
  /** How many physical lines it covers. */
  readonly lineCount: number;
}

/** The first record of the file. */
export interface FramedHeader extends Framed {
  readonly kind: "header";
}

/** A well-formed record with the expected number of cells. */
export interface FramedRow extends Framed {
  readonly kind: "row";
}

/** A line, or a record, whose framing or cell count is wrong. */
export interface FramedBreak extends Framed {
  readonly kind: "break";
  readonly reason: Exclude<RowRejectReason, "invalid_utf8" | "nul_byte">;
  /** What was found and what was expected. */
  readonly detail: string;
  /** False when `bytes` is only the head. */
  readonly isComplete: boolean;
}

/** What the framer finds in a file, in the file's order. */
export type FramedRecord = FramedHeader | FramedRow | FramedBreak;
