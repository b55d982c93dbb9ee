import { Data } from "effect";

/** The file moved, grew or was rewritten while its bytes were being copied. */
export class FileChangedWhileRead extends Data.TaggedClass("FileChangedWhileRead")<{
  readonly path: string;
  /** What differed, for example `size 1024 -> 2048 bytes`. */
  readonly change: string;
}> {
  get message(): string {
    return `${this.path} changed while it was being read (${this.change}). Nothing was kept; try again when the file is complete.`;
  }
  get isRetryable(): boolean {
    return true;
  }
}

/** The disk (or the user's quota on it) is full. */
export class DiskFull extends Data.TaggedClass("DiskFull")<{
  readonly folder: string;
  /** How much was to be written, 0 when that is not known. */
  readonly neededBytes: number;
}> {
  get message(): string {
    const amount = this.neededBytes === 0 ? "" : ` for ${this.neededBytes} bytes`;
    return `No space left in ${this.folder}${amount}. The unfinished copy was removed; free space or set another folder, then run again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The path does not exist. */
export class FileNotFound extends Data.TaggedClass("FileNotFound")<{ readonly path: string }> {
  get message(): string {
    return `There is no file at ${this.path}. Check the path and run again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The path exists and is no regular file (a folder, a device, a pipe). */
export class NotAFile extends Data.TaggedClass("NotAFile")<{ readonly path: string; readonly found: string }> {
  get message(): string {
    return `${this.path} is ${this.found}, expected a regular file. Give the path of one file.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The operating system refused to read or write a path for another reason than those above. */
export class FileAccessFailed extends Data.TaggedClass("FileAccessFailed")<{
  readonly path: string;
  /** The system's code, for example `EACCES`. */
  readonly code: string;
}> {
  get message(): string {
    return `The system refused access to ${this.path} (${this.code}). Check that the path exists and that this user may read and write it.`;
  }
  get isRetryable(): boolean {
    return ["EAGAIN", "EBUSY", "EIO", "EMFILE", "ENFILE", "ETIMEDOUT"].includes(this.code);
  }
}

/** An archived file is not what its name says: its size or its SHA-256 differs. */
export class ArchiveCorrupt extends Data.TaggedClass("ArchiveCorrupt")<{
  readonly path: string;
  /** For example `1024 bytes` or a SHA-256. */
  readonly found: string;
  readonly expected: string;
}> {
  get message(): string {
    return `The archived file ${this.path} was damaged from outside: found ${this.found}, expected ${this.expected}. Move it away, archive the original again (or restore a backup), then run again.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Reasons of archiving a file; all but `FileChangedWhileRead` serve every step that touches files. */
export type ArchiveReason =
  | FileChangedWhileRead
  | DiskFull
  | FileNotFound
  | NotAFile
  | FileAccessFailed
  | ArchiveCorrupt;
