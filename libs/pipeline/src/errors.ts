import { Schema } from "effect";

/** Says why a program of this library stopped. */
export const PipelineErrorReason = Schema.Literals([
  /** An error-level check failed; analytics is as it was. */
  "GateFailed",
  /** Another run holds the lock. */
  "LockHeld",
  /** The step before has not been done. */
  "NotReady",
  /** The bundled sample would replace real data. */
  "SampleRefused",
  /** A snapshot is older than one that is published: it would make the registry's past its present. */
  "OutOfOrder",
  /** No trial of this number was ever published. */
  "UnknownTrial",
]);
export type PipelineErrorReason = typeof PipelineErrorReason.Type;

/** Fails a program for a reason that lies in the state of the data, not in a file or the database. */
export class PipelineError extends Schema.TaggedError<PipelineError>()("PipelineError", {
  operation: Schema.String,
  reason: PipelineErrorReason,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}
