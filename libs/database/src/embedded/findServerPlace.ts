import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import type { EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";
import { readLocationNote } from "./locationNote.ts";
import { serverPlace } from "./ServerPlace.ts";

/** Finds where the server of a home keeps its data, and makes nothing; a home that does not exist has its default place. */
export const findServerPlace = Effect.fnUntraced(function* (operation: EmbeddedPostgresOperation, home: string) {
  const absolute = resolve(home);
  const real = yield* attemptFile(operation, absolute, () =>
    realpath(absolute).catch((error) => {
      if (errorCode(error) === "ENOENT") return absolute;
      throw error;
    }),
  );
  const place = serverPlace(real);
  const storageFolder = yield* readLocationNote(operation, place.locationFile);
  return storageFolder === undefined ? place : serverPlace(real, storageFolder);
});
