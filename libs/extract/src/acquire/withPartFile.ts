import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import { removeStaleParts } from "./removeStaleParts.ts";

/** A file that is being written. */
export interface PartFile {
  readonly path: string;
  readonly write: (bytes: Uint8Array) => Effect.Effect<void, ExtractError>;
  /** Gives the file its real name inside the same file system, replacing an older file. Nothing can be written afterwards. */
  readonly keepAs: (target: string) => Effect.Effect<void, ExtractError>;
}

const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let offset = 0; offset < bytes.length; ) {
    offset += (await file.write(bytes, offset)).bytesWritten;
  }
};

/**
 * Lends a file whose name ends in `.part`, and removes it afterwards unless `body` kept it under a real name.
 *
 * Writes   `folder`, made when missing. Nobody ever sees half a file under a real name: after a failure or an interruption the part
 *          file is gone and older files are as they were. The part name is unique, so that two writers never mix.
 * Errors   `FileAccessFailed`, `DiskFull`, and those of `body`
 */
export const withPartFile = <A, E, R>(
  operation: string,
  folder: string,
  body: (part: PartFile) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E | ExtractError, R> => {
  const path = join(folder, `${randomUUID()}.part`);
  const openPart = async () => {
    await mkdir(folder, { recursive: true });
    return open(path, "wx");
  };
  return Effect.acquireUseRelease(
    Effect.andThen(removeStaleParts(folder), Effect.tryPromise({ try: openPart, catch: fileError(operation, folder) })),
    (file) =>
      body({
        path,
        write: (bytes) =>
          Effect.tryPromise({ try: () => writeAll(file, bytes), catch: fileError(operation, path, bytes.length) }),
        keepAs: (target) =>
          Effect.tryPromise({
            try: async () => {
              await file.close();
              await mkdir(dirname(target), { recursive: true });
              await rename(path, target);
            },
            catch: fileError(operation, target),
          }).pipe(Effect.uninterruptible),
      }),
    (file) =>
      Effect.promise(async () => {
        // Closed already, or renamed away: both are what is wanted here.
        await file.close().catch(() => {});
        await rm(path, { force: true }).catch(() => {});
      }),
  );
};
