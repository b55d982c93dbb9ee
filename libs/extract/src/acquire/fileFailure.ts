import { dirname } from "node:path";
import { DiskFull, FileAccessFailed, FileNotFound } from "../archive/ArchiveReason.ts";
import { ExtractError } from "../errors.ts";

const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : "UNKNOWN";

/** Turns what the file system threw into an `ExtractError`: missing, disk full, or refused with its code. */
export const fileFailure =
  (operation: string, path: string, neededBytes = 0) =>
  (cause: unknown): ExtractError => {
    const code = codeOf(cause);
    const reason =
      code === "ENOENT"
        ? new FileNotFound({ path })
        : code === "ENOSPC" || code === "EDQUOT"
          ? new DiskFull({ folder: dirname(path), neededBytes })
          : new FileAccessFailed({ path, code });
    return new ExtractError({ operation, reason });
  };
