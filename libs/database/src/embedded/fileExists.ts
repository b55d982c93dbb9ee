import { stat } from "node:fs/promises";
import { attemptFile, errorCode } from "./attemptFile.ts";
import type { EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";

/** Tells whether a file or folder exists; that it cannot be seen (a closed folder above it) is a failure, not a no. */
export const fileExists = (operation: EmbeddedPostgresOperation, path: string) =>
  attemptFile(operation, path, () =>
    stat(path).then(
      () => true,
      (error) => {
        if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return false;
        throw error;
      },
    ),
  );
