import { dirname } from "node:path";
import { DiskFull, FileAccessFailed, FileNotFound, NotAFile } from "./archive/ArchiveReason.ts";
import { ExtractError } from "./errors.ts";

/**
 * Turns what `node:fs` throws into an `ExtractError` that names the path and what to do.
 *
 * @example Effect.tryPromise({ try: () => stat(path), catch: fileError("extract.archiveFile", path) })
 */
export const fileError =
  (operation: string, path: string, neededBytes = 0) =>
  (cause: unknown): ExtractError =>
    new ExtractError({ operation, reason: reasonOf(codeOf(cause), path, neededBytes), cause });

const reasonOf = (code: string, path: string, neededBytes: number) => {
  switch (code) {
    case "ENOENT":
      return new FileNotFound({ path });
    case "EISDIR":
      return new NotAFile({ path, found: "a folder" });
    case "ENOSPC":
    case "EDQUOT":
      return new DiskFull({ folder: dirname(path), neededBytes });
    default:
      return new FileAccessFailed({ path, code });
  }
};

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unknown error";
