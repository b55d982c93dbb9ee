/** Encodings that the reader accepts; anything but UTF-8 is turned into UTF-8 on the way. */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** How the records of a file end. `mixed` files have more than one kind; line ends inside quoted cells do not count. */
export type LineEnding = "lf" | "crlf" | "cr" | "mixed";

/** What separates the cells. Comma files follow RFC 4180 quoting; in tab files a `"` is a character like any other. */
export type Delimiter = "comma" | "tab";

/** Describes how a file is written and which of its format's columns it has. */
export interface FileDialect {
  readonly encoding: FileEncoding;
  /** The file begins with a byte order mark. */
  readonly hasBom: boolean;
  /** Judged by the first 64 KiB; `ReadTotals` has the judgement over the whole file. */
  readonly lineEnding: LineEnding;
  readonly delimiter: Delimiter;
  /** The headings as the file writes them, in its order. */
  readonly headers: ReadonlyArray<string>;
  /** Names of the format's columns that the file lacks, all of them optional ones. */
  readonly missingColumns: ReadonlyArray<string>;
}
