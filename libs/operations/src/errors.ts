import { Schema } from "effect";

/** Says why an operation of this library stopped. */
export const OperationsErrorReason = Schema.Literals([
  /** A schedule, or what else is configured, is not as it must be. */
  "InvalidConfiguration",
  /** No schedule has the name. */
  "UnknownSchedule",
  /** No fire and no run has the number. */
  "UnknownFire",
  /** What was typed begins the numbers of several fires or runs. */
  "AmbiguousNumber",
  /** A fire that is not under way cannot be cancelled; one that is, or that succeeded, cannot go on. */
  "NotPossible",
  /** An act of a person that others must understand later came without a reason. */
  "ReasonMissing",
]);
export type OperationsErrorReason = typeof OperationsErrorReason.Type;

/** Fails an operation for what was asked for or configured, not for the database or the data. */
export class OperationsError extends Schema.TaggedError<OperationsError>()("OperationsError", {
  operation: Schema.String,
  reason: OperationsErrorReason,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}
