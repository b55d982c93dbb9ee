import { open } from "node:fs/promises";
import { Effect } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import { type FileSample, SAMPLE_BYTES } from "./sniffFile.ts";

/** Reads the first bytes of an archived file. */
export const readSample = (archived: ArchivedFile): Effect.Effect<FileSample, ExtractError> =>
  Effect.tryPromise({
    try: async () => {
      const handle = await open(archived.path, "r");
      try {
        const bytes = Buffer.alloc(SAMPLE_BYTES);
        const { bytesRead } = await handle.read(bytes, 0, SAMPLE_BYTES, 0);
        return { path: archived.sourcePath, bytes: bytes.subarray(0, bytesRead), sizeBytes: archived.sizeBytes };
      } finally {
        await handle.close();
      }
    },
    catch: fileError("extract.readRows", archived.path),
  });
