import { Effect } from "effect";
import { EmbeddedPostgresError, type EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";

/** Gives the code of a Node system error (`ENOENT`, `EACCES` ...), or the empty string. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Tells whether a system error means that the disk or the quota is full. */
export const isDiskFull = (error: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(errorCode(error));

/** Turns a failed file operation into the error of this library. */
export const fileError = (
  operation: EmbeddedPostgresOperation,
  path: string,
  error: unknown,
): EmbeddedPostgresError => {
  const code = errorCode(error);
  // The system's text repeats both paths of the call; the code and the path of interest say the same.
  const detail = error instanceof Error ? (error.message.split(",")[0] ?? "") : String(error);
  return new EmbeddedPostgresError({
    operation,
    reason: isDiskFull(error)
      ? { _tag: "DiskFull", path, detail }
      : { _tag: "FileFailed", path, code: code === "" ? "unknown" : code, detail },
    cause: error,
  });
};

/**
 * Runs one file operation and types its failure.
 *
 * Errors   `DiskFull` for a full disk or quota, else `FileFailed`; neither is retryable
 */
export const attemptFile = <A>(
  operation: EmbeddedPostgresOperation,
  path: string,
  run: () => Promise<A>,
): Effect.Effect<A, EmbeddedPostgresError> =>
  Effect.tryPromise({ try: run, catch: (error) => fileError(operation, path, error) });
