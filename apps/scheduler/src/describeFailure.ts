import { Predicate } from "effect";

/** What a log line says of an expected failure. */
export interface FailureDescription {
  /** Tag of the error. */
  readonly error: string;
  /** What it was, by the tag or name of the error's reason; null for errors that have none. */
  readonly reason: string | null;
  readonly message: string;
  readonly isRetryable: boolean;
}

const nameOf = (reason: unknown): string | null =>
  typeof reason === "string"
    ? reason
    : Predicate.hasProperty(reason, "_tag") && typeof reason._tag === "string"
      ? reason._tag
      : null;

/** Describes an error of any library by what all of them have; a failed run is described by what failed it. */
export const describeFailure = (error: unknown): FailureDescription => {
  if (Predicate.isTagged(error, "RunFailedError") && Predicate.hasProperty(error, "failure")) {
    return describeFailure(error.failure);
  }
  return {
    error: nameOf(error) ?? "Error",
    reason: Predicate.hasProperty(error, "reason") ? nameOf(error.reason) : null,
    message: Predicate.hasProperty(error, "message") ? String(error.message) : String(error),
    isRetryable: Predicate.hasProperty(error, "isRetryable") && error.isRetryable === true,
  };
};
