import { Data } from "effect";

/** The file holds no byte, or none but a byte order mark and blank lines. */
export class EmptyFile extends Data.TaggedClass("EmptyFile")<{ readonly path: string; readonly sizeBytes: number }> {
  get message(): string {
    const found = this.sizeBytes === 0 ? "is empty (0 bytes)" : `holds ${this.sizeBytes} bytes but no text`;
    return `${this.path} ${found}, expected a header and at least one row. Fetch the export again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The file has a header and no row after it. */
export class NoRows extends Data.TaggedClass("NoRows")<{ readonly path: string; readonly lineCount: number }> {
  get message(): string {
    return `${this.path} has a header and no row after it (${this.lineCount} lines in all). Fetch the export again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The bytes are not text. */
export class BinaryFile extends Data.TaggedClass("BinaryFile")<{
  readonly path: string;
  /** What the bytes look like, for example `a ZIP archive or an Office document`. */
  readonly found: string;
}> {
  get message(): string {
    return `${this.path} is ${this.found}, expected text separated by commas or tabs. Unpack it or export it as CSV.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The text is in an encoding that cannot be read with certainty. */
export class UnsupportedEncoding extends Data.TaggedClass("UnsupportedEncoding")<{
  readonly path: string;
  readonly found: string;
}> {
  get message(): string {
    return `${this.path} is ${this.found}, expected UTF-8, or UTF-16 with a byte order mark. Save it as UTF-8.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The header is not that of the expected format. */
export class UnknownDialect extends Data.TaggedClass("UnknownDialect")<{
  readonly path: string;
  /** Title of the format that was expected. */
  readonly format: string;
  readonly expectedColumns: ReadonlyArray<string>;
  readonly foundColumns: ReadonlyArray<string>;
  /** What the file resembles and what to do with it; undefined when it resembles nothing known. */
  readonly resembles: string | undefined;
}> {
  get message(): string {
    return [
      `${this.path} has another header than ${this.format}.`,
      ...(this.resembles === undefined ? [] : [this.resembles]),
      `Found ${listed(this.foundColumns)}. Expected ${listed(this.expectedColumns)}.`,
    ].join(" ");
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A column without which the format cannot be loaded is not in the file. */
export class MissingRequiredColumn extends Data.TaggedClass("MissingRequiredColumn")<{
  readonly path: string;
  readonly missing: ReadonlyArray<string>;
  readonly foundColumns: ReadonlyArray<string>;
}> {
  get message(): string {
    return `${this.path} lacks ${listed(this.missing)}, which every file must have. Found ${listed(this.foundColumns)}. Export again with all columns.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The header names a column more than once. */
export class DuplicateColumn extends Data.TaggedClass("DuplicateColumn")<{
  readonly path: string;
  readonly duplicates: ReadonlyArray<string>;
}> {
  get message(): string {
    return `${this.path} names ${listed(this.duplicates)} more than once, expected each column once. Remove the copy and run again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The header has columns that the format does not know: loading would lose their content. */
export class UnexpectedColumn extends Data.TaggedClass("UnexpectedColumn")<{
  readonly path: string;
  readonly unexpected: ReadonlyArray<string>;
  readonly format: string;
}> {
  get message(): string {
    return `${this.path} has ${listed(this.unexpected)}, which ${this.format} does not know; loading would lose what they hold. Remove them from the file or add them to the format.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The bytes stop being valid in the encoding that the byte order mark announced. */
export class InvalidEncoding extends Data.TaggedClass("InvalidEncoding")<{
  readonly path: string;
  readonly encoding: string;
}> {
  get message(): string {
    return `${this.path} begins as ${this.encoding} but holds bytes that are not valid in it. The file is damaged or cut off: fetch it again or save it as UTF-8.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Reasons of sniffing and reading a file as a whole; what is wrong with single rows is a `RejectedRow`. */
export type ReadReason =
  | EmptyFile
  | NoRows
  | BinaryFile
  | UnsupportedEncoding
  | UnknownDialect
  | MissingRequiredColumn
  | DuplicateColumn
  | UnexpectedColumn
  | InvalidEncoding;

/** Lists headings for a message: at most forty, each cut after sixty characters. */
const listed = (columns: ReadonlyArray<string>): string => {
  const names = columns.slice(0, 40).map((name) => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}...` : name));
  const rest = columns.length - names.length;
  return `${columns.length} column${columns.length === 1 ? "" : "s"}: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
};
