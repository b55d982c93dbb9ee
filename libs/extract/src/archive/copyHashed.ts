import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";

const CHUNK_BYTES = 1 << 20;

/**
 * Copies all bytes from one open file to another and hashes them on the way. Stops once there are more than `sizeBytes`.
 *
 * Units    bytes; memory is one chunk of 1 MiB
 * Errors   `DiskFull`, `FileAccessFailed`; interruptible between chunks
 */
export const copyHashed = Effect.fn("extract.copyHashed")(function* (
  source: { readonly handle: FileHandle; readonly path: string },
  target: { readonly handle: FileHandle; readonly path: string },
  sizeBytes: number,
): Effect.fn.Return<{ readonly sha256: string; readonly sizeBytes: number }, ExtractError> {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let copied = 0;
  // A file that grew is refused anyway; following one that grows without end would fill the disk.
  while (copied <= sizeBytes) {
    const { bytesRead } = yield* Effect.tryPromise({
      try: () => source.handle.read(chunk, 0, CHUNK_BYTES, copied),
      catch: fileError("extract.archiveFile", source.path),
    });
    if (bytesRead === 0) break;
    const bytes = chunk.subarray(0, bytesRead);
    hash.update(bytes);
    yield* Effect.tryPromise({
      try: () => writeAll(target.handle, bytes, copied),
      catch: fileError("extract.archiveFile", target.path, sizeBytes),
    });
    copied += bytesRead;
  }
  // Without fsync a power cut after the rename could leave the final name on an empty file.
  yield* Effect.tryPromise({
    try: () => target.handle.sync(),
    catch: fileError("extract.archiveFile", target.path, sizeBytes),
  });
  return { sha256: hash.digest("hex"), sizeBytes: copied };
});

/** Writes every byte: a nearly full disk may take only a part of them before it reports that it is full. */
const writeAll = async (handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
};
