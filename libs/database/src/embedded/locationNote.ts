import { readFile, rename, writeFile } from "node:fs/promises";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import type { EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { temporaryPath } from "./temporaryPath.ts";

/** Reads from the note in a control folder where the data is; nothing where there is no note. */
export const readLocationNote = (operation: EmbeddedPostgresOperation, locationFile: string) =>
  attemptFile(operation, locationFile, async () => {
    try {
      const [folder] = (await readFile(locationFile, "utf8")).split("\n");
      return folder === "" ? undefined : folder;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    }
  });

/** Writes the note that says where the data is, and why it is not here. */
export const writeLocationNote = Effect.fnUntraced(function* (place: ServerPlace) {
  const temporary = yield* temporaryPath(place.locationFile);
  const text = `${place.storageFolder}

The line above is the folder of the PostgreSQL data of this home. PostgreSQL refuses to run as root, and the user that it runs as
cannot reach this folder. To remove the data, stop the server and remove both folders.
`;
  yield* attemptFile("prepare", place.locationFile, async () => {
    await writeFile(temporary, text);
    await rename(temporary, place.locationFile);
  });
});
