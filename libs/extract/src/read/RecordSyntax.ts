/** Bytes that have a meaning in separated text. All are ASCII, so they never occur inside a multi-byte UTF-8 character. */
export const COMMA = 0x2c;
export const TAB = 0x09;
export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

/** Describes the bytes that frame a record. */
export interface RecordSyntax {
  readonly delimiter: typeof COMMA | typeof TAB;
  /** Cells may be quoted (RFC 4180); otherwise a quote is a character. */
  readonly isQuoted: boolean;
  /** A lone CR ends a record, as LF and CRLF do. Otherwise a lone CR is a character. */
  readonly isCarriageReturnBreak: boolean;
}
