import { Data } from "effect";
import { printable } from "./printable.ts";

/** The bytes are no usable zip file. */
export class BadZip extends Data.TaggedClass("BadZip")<{
  readonly path: string;
  /** What is wrong, for example `no end of central directory`. */
  readonly problem: string;
}> {
  get message(): string {
    return `${this.path} is not a usable zip file (${printable(this.problem)}). Nothing of it was kept; fetch it again, or unpack it yourself and give the CSV file.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

const shown = 20;

/** The zip file does not hold exactly one table, and none of the expected name. */
export class NoSingleTable extends Data.TaggedClass("NoSingleTable")<{
  readonly path: string;
  /** The preferred name. */
  readonly expected: string;
  /** Names of all files inside. */
  readonly entries: ReadonlyArray<string>;
  readonly tableCount: number;
}> {
  get message(): string {
    const names = this.entries.slice(0, shown).join(", ");
    const more = this.entries.length > shown ? ` and ${this.entries.length - shown} more` : "";
    const list = this.entries.length === 0 ? "no file at all" : `${names}${more}`;
    return `${this.path} holds ${this.tableCount} tables, expected exactly one CSV file or one named "${this.expected}". It holds: ${printable(list)}. Set TRIALFLOW_EXTRACT_KAGGLE_FILE to the name of the right one, or unpack it yourself and give that file.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A download or an unpacked file is larger than the configured bound. */
export class TooLarge extends Data.TaggedClass("TooLarge")<{
  /** Path or address of what is too large. */
  readonly what: string;
  readonly limitBytes: number;
  /** Size where it is known in advance. */
  readonly foundBytes: number | null;
}> {
  get message(): string {
    const found = this.foundBytes === null ? `more than ${this.limitBytes}` : `${this.foundBytes}`;
    return `${this.what} has ${found} bytes, allowed are ${this.limitBytes}. If the file is genuine, raise TRIALFLOW_EXTRACT_MAX_SIZE.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Reasons of unpacking a zip file. */
export type ZipReason = BadZip | NoSingleTable | TooLarge;
