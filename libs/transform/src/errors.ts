import { Schema } from "effect";

/** Says why decoding stopped. What records hold is never the reason: that goes to the quarantine. */
export const TransformErrorReason = Schema.Literals([
  /** A thread that decodes ended before its work was done. */
  "WorkerLost",
]);
export type TransformErrorReason = typeof TransformErrorReason.Type;

/** Fails a program of this library for a reason that lies in the process, not in the database. */
export class TransformError extends Schema.TaggedError<TransformError>()("TransformError", {
  operation: Schema.String,
  reason: TransformErrorReason,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}
