import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";

const CHUNK_BYTES = 1 << 20;

/**
 * Copies all bytes from one open file to another and hashes them on the way. Stops once there are more than `sizeBytes`.
 *
 * Units    bytes; memory is two chunks of 1 MiB
 * Errors   `DiskFull`, `FileAccessFailed`; interruptible between chunks
 */
export const copyHashed = Effect.fn("extract.copyHashed")(function* (
  source: { readonly handle: FileHandle; readonly path: string },
  target: { readonly handle: FileHandle; readonly path: string },
  sizeBytes: number,
): Effect.fn.Return<{ readonly sha256: string; readonly sizeBytes: number }, ExtractError> {
  const hash = createHash("sha256");
  const read = (chunk: Buffer, position: number) => {
    const reading = source.handle.read(chunk, 0, CHUNK_BYTES, position);
    // A failure is told when it is the chunk's turn.
    reading.catch(() => {});
    return reading;
  };
  let spare: Buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let reading = read(Buffer.allocUnsafe(CHUNK_BYTES), 0);
  let copied = 0;
  // A file that grew is refused anyway; following one that grows without end would fill the disk.
  while (copied <= sizeBytes) {
    const { bytesRead, buffer } = yield* Effect.tryPromise({
      try: () => reading,
      catch: fileError("extract.archiveFile", source.path),
    });
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    reading = read(spare, copied + bytesRead);
    spare = buffer;
    yield* Effect.tryPromise({
      try: () => {
        // The disk takes the bytes, and gives the next ones, while these are hashed.
        const written = writeAll(target.handle, bytes, copied);
        hash.update(bytes);
        return written;
      },
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
