import { open } from "node:fs/promises";
import { Effect } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import { fileError } from "../archive/fileError.ts";
import type { ExtractError } from "../errors.ts";
import { type FileSample, SAMPLE_BYTES } from "./sniffFile.ts";

/** Reads the first bytes of an archived file. */
export const readSample = (archived: ArchivedFile): Effect.Effect<FileSample, ExtractError> =>
  Effect.tryPromise({
    try: async () => {
      await using handle = await open(archived.path, "r");
      const bytes = Buffer.alloc(SAMPLE_BYTES);
      const { bytesRead } = await handle.read(bytes, 0, SAMPLE_BYTES, 0);
      return { path: archived.sourcePath, bytes: bytes.subarray(0, bytesRead), sizeBytes: archived.sizeBytes };
    },
    catch: fileError("extract.readRows", archived.path),
  });
