import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Effect, type Scope } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import { ArchiveCorrupt } from "../archive/ArchiveReason.ts";
import { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import type { FileEncoding } from "./FileDialect.ts";
import { InvalidEncoding } from "./ReadReason.ts";
import { makeUtf8Decoder } from "./Utf8Decoder.ts";

const OPERATION = "extract.readRows";
const CHUNK_BYTES = 1_048_576;

/** Gives the next chunk of a file as UTF-8 without byte order mark, then undefined once and for all. */
export type ReadText = Effect.Effect<Buffer | undefined, ExtractError>;

/**
 * Opens an archived file for reading once from start to end; the scope closes it.
 *
 * Errors   `FileNotFound`, `FileAccessFailed`; `InvalidEncoding` where UTF-16 breaks; `ArchiveCorrupt` at the end, when the
 *          bytes read do not have the SHA-256 under which they were archived
 */
export const openText = Effect.fn("extract.openText")(function* (
  archived: ArchivedFile,
  encoding: FileEncoding,
  bomBytes: number,
): Effect.fn.Return<ReadText, ExtractError, Scope.Scope> {
  const failure = fileError(OPERATION, archived.path);
  const handle = yield* Effect.acquireRelease(
    Effect.tryPromise({ try: () => open(archived.path, "r"), catch: failure }),
    (opened) => Effect.ignore(Effect.tryPromise(() => opened.close())),
  );
  const decoder = makeUtf8Decoder(encoding);
  const hash = createHash("sha256");
  /** The next bytes are on their way while the ones before are worked on. Closing the file waits for them. */
  const readAt = (place: number) => {
    const reading = handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, place);
    // Whoever takes the bytes hears of a failure; perhaps nobody does.
    reading.catch(() => {});
    return reading;
  };
  let position = 0;
  let next = readAt(position);
  let isEnd = false;

  const decoded = (decode: () => Buffer) =>
    Effect.try({
      try: decode,
      catch: (cause) => {
        const reason = new InvalidEncoding({ path: archived.sourcePath, encoding });
        return new ExtractError({ operation: OPERATION, reason, cause });
      },
    });

  return Effect.gen(function* () {
    if (isEnd) return undefined;
    const { bytesRead, buffer } = yield* Effect.tryPromise({ try: () => next, catch: failure });
    if (bytesRead > 0) {
      const bytes = buffer.subarray(0, bytesRead);
      const text = position === 0 ? bytes.subarray(bomBytes) : bytes;
      position += bytesRead;
      next = readAt(position);
      hash.update(bytes);
      return yield* decoded(() => decoder.decode(text));
    }
    isEnd = true;
    const found = hash.digest("hex");
    if (found !== archived.sha256) {
      const reason = new ArchiveCorrupt({ path: archived.path, found, expected: archived.sha256 });
      return yield* new ExtractError({ operation: OPERATION, reason });
    }
    return yield* decoded(() => decoder.end());
  });
});
