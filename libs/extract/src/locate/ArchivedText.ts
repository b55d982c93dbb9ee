import { open } from "node:fs/promises";
import type { SourceFormat } from "@trialflow/schema";
import { Effect, type Scope } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import { ArchiveCorrupt } from "../archive/ArchiveReason.ts";
import { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import { readSample } from "../read/readSample.ts";
import { type SniffedFile, sniffFile } from "../read/sniffFile.ts";
import { makeUtf8Decoder } from "../read/Utf8Decoder.ts";
import { LineSeeker } from "./LineSeeker.ts";

const OPERATION = "extract.locate";
const SEEK_BYTES = 1_048_576;
const READ_BYTES = 65_536;

/** What the ledger says of a file whose archived copy is to be looked at. */
export type ArchivedCopy = Pick<ArchivedFile, "path" | "sizeBytes" | "sha256">;

/** The text of an archived file from the start of a line on. */
export interface ArchivedText {
  readonly sniffed: SniffedFile;
  /** Where the line begins in the file, in bytes from 0; a byte order mark counts. */
  readonly byteOffset: number;
  /** Gives the next piece as UTF-8, then undefined once and for all. */
  readonly read: Effect.Effect<Buffer | undefined, ExtractError>;
}

/** Fails because an archived file is not what was archived. */
export const damaged = (copy: ArchivedCopy, found: string, expected: string) =>
  new ExtractError({ operation: OPERATION, reason: new ArchiveCorrupt({ path: copy.path, found, expected }) });

/**
 * Opens an archived file at a physical line; the scope closes it.
 *
 * Reads    the head of the file, then its bytes up to the line; what follows is read piece by piece as it is asked for
 * Errors   `FileNotFound`, `FileAccessFailed`; `ArchiveCorrupt` when the size differs, the head is none of the format or the
 *          file has no such line. The SHA-256 is not computed: that would read all of the file
 */
export const openLine = Effect.fn("extract.openLine")(function* (
  copy: ArchivedCopy,
  lineNumber: number,
  format: SourceFormat,
): Effect.fn.Return<ArchivedText, ExtractError, Scope.Scope> {
  const failure = fileError(OPERATION, copy.path);
  const handle = yield* Effect.acquireRelease(
    Effect.tryPromise({ try: () => open(copy.path, "r"), catch: failure }),
    (opened) => Effect.ignore(Effect.tryPromise(() => opened.close())),
  );
  const { size } = yield* Effect.tryPromise({ try: () => handle.stat(), catch: failure });
  if (size !== copy.sizeBytes) return yield* damaged(copy, `${size} bytes`, `${copy.sizeBytes} bytes`);
  const sample = yield* readSample({ ...copy, sourcePath: copy.path, fileName: "", modifiedAt: new Date(0) });
  const sniffed = yield* Effect.fromResult(sniffFile(sample, format)).pipe(
    Effect.mapError(() => damaged(copy, "another beginning of the file", `a header of ${format.title}`)),
  );
  const { dialect, syntax, bomBytes } = sniffed;

  /** Reads whole code units at a position of the file into a buffer; none at its end. */
  const readAt = (position: number, into: Buffer) =>
    Effect.tryPromise({
      try: async () => {
        const { bytesRead, buffer } = await handle.read(into, 0, into.length, position);
        return buffer.subarray(0, dialect.encoding === "utf-8" ? bytesRead : bytesRead - (bytesRead % 2));
      },
      catch: failure,
    });

  const seeker = new LineSeeker(lineNumber, { encoding: dialect.encoding, ...syntax });
  // One buffer for the whole way: what was searched is not looked at again.
  const searched = Buffer.allocUnsafe(SEEK_BYTES);
  let byteOffset = bomBytes;
  for (;;) {
    const chunk = yield* readAt(byteOffset, searched);
    const at = chunk.length === 0 ? -1 : seeker.seek(chunk);
    if (at >= 0) {
      byteOffset += at;
      break;
    }
    if (chunk.length === 0) {
      return yield* damaged(
        copy,
        `a file that ends on line ${lineNumber - seeker.missing}`,
        `text on line ${lineNumber}`,
      );
    }
    byteOffset += chunk.length;
  }

  const decoder = makeUtf8Decoder(dialect.encoding);
  let position = byteOffset;
  const read = Effect.gen(function* () {
    const bytes = yield* readAt(position, Buffer.allocUnsafe(READ_BYTES));
    if (bytes.length === 0) return undefined;
    position += bytes.length;
    return yield* Effect.try({
      try: () => decoder.decode(bytes),
      catch: () => damaged(copy, `bytes that are no ${dialect.encoding} after line ${lineNumber}`, "text"),
    });
  });
  return { sniffed, byteOffset, read };
});
