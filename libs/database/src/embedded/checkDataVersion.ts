import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { EmbeddedPostgresError, type EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";

/** Reads which major version of PostgreSQL made a data folder; nothing where the folder is no data folder. */
export const readDataVersion = (operation: EmbeddedPostgresOperation, dataFolder: string) => {
  const file = join(dataFolder, "PG_VERSION");
  return attemptFile(operation, file, async () => {
    try {
      const text = (await readFile(file, "utf8")).trim();
      return /^\d+$/.test(text) ? Number(text) : undefined;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    }
  });
};

/**
 * Makes sure that the installed server can read a data folder: PostgreSQL reads those of its own major version only.
 *
 * Errors   `VersionMismatch`, `DataFolderInvalid`
 */
export const checkDataVersion = Effect.fnUntraced(function* (dataFolder: string, supported: number) {
  const found = yield* readDataVersion("start", dataFolder);
  if (found === supported) return;
  return yield* new EmbeddedPostgresError({
    operation: "start",
    reason:
      found === undefined
        ? { _tag: "DataFolderInvalid", dataFolder, detail: "it has no PG_VERSION file with a version" }
        : { _tag: "VersionMismatch", dataFolder, found, supported },
  });
});
