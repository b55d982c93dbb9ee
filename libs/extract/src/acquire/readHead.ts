import { open } from "node:fs/promises";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";

/** Reads the first bytes of a file, at most `length`. */
export const readHead = (operation: string, path: string, length: number): Effect.Effect<Uint8Array, ExtractError> =>
  Effect.tryPromise({
    try: async () => {
      const file = await open(path, "r");
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    catch: fileError(operation, path),
  });
