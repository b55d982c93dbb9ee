import { Schema } from "effect";

/** Says why an event could not be delivered. */
export const OpenLineageErrorReason = Schema.Literals([
  /** A setting is not as it must be. */
  "InvalidConfiguration",
  /** The ledger has no such run. */
  "UnknownRun",
  /** No connection, or it broke. */
  "Unreachable",
  /** No answer in time. */
  "Timeout",
  /** The consumer asks for fewer requests. */
  "RateLimited",
  /** The consumer failed. */
  "ServerError",
  /** The consumer does not take the event, or not from here. */
  "Refused",
  /** The file cannot be written. */
  "FileNotWritable",
]);
export type OpenLineageErrorReason = typeof OpenLineageErrorReason.Type;

/** Fails the delivery of events; never a run. Its message holds no key and nothing of the events. */
export class OpenLineageError extends Schema.TaggedError<OpenLineageError>()("OpenLineageError", {
  operation: Schema.String,
  reason: OpenLineageErrorReason,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}
