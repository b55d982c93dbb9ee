import { Predicate, Schema } from "effect";

/** Fails a step that was performed elsewhere: what remains of its error once it has travelled. */
export class StepFailure extends Schema.TaggedError<StepFailure>()("StepFailure", {
  /** Tag of the error. */
  error: Schema.String,
  /** Tag or name of its reason; null for errors that have none. */
  reason: Schema.NullOr(Schema.String),
  /** Names the step within its run. */
  stepKey: Schema.String,
  operation: Schema.String,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}

const nameOf = (reason: unknown): string | null =>
  typeof reason === "string"
    ? reason
    : Predicate.hasProperty(reason, "_tag") && typeof reason._tag === "string"
      ? reason._tag
      : null;

/** Makes an error of any library ready to travel. */
export const stepFailure = (stepKey: string, error: unknown): StepFailure => {
  if (error instanceof StepFailure) return error;
  const text = (name: string, otherwise: string) =>
    Predicate.hasProperty(error, name) && typeof error[name] === "string" ? error[name] : otherwise;
  return new StepFailure({
    error: text("_tag", "Error"),
    reason: Predicate.hasProperty(error, "reason") ? nameOf(error.reason) : null,
    stepKey,
    operation: text("operation", stepKey),
    message: text("message", String(error)),
    isRetryable: Predicate.hasProperty(error, "isRetryable") && error.isRetryable === true,
  });
};
