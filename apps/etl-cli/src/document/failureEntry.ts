import { Cause, Predicate, Schema } from "effect";
import { describeError } from "../failure/describeFailure.ts";
import { innermostFailure } from "../failure/innermostFailure.ts";

/** Why a command failed, in its JSON document. */
export const FailureEntry = Schema.Struct({
  /** Kind of the error, for example `DatabaseError`; `Defect` for a mistake of the program. */
  tag: Schema.String,
  /** Its reason where it has one, for example `Unreachable`. */
  reason: Schema.NullOr(Schema.String),
  message: Schema.String,
});
export type FailureEntry = typeof FailureEntry.Type;

const reasonOf = (error: unknown): string | null => {
  if (!Predicate.hasProperty(error, "reason")) return null;
  const { reason } = error;
  if (typeof reason === "string") return reason;
  return Predicate.hasProperty(reason, "_tag") ? String(reason._tag) : null;
};

/** Describes what stopped a command. */
export const failureEntry = (cause: Cause.Cause<unknown>): FailureEntry => {
  if (Cause.hasInterruptsOnly(cause)) return { tag: "Interrupted", reason: null, message: "stopped by a signal" };
  const found = Cause.findErrorOption(cause);
  const error = innermostFailure(found._tag === "Some" ? found.value : Cause.squash(cause));
  return {
    tag: found._tag === "None" ? "Defect" : Predicate.hasProperty(error, "_tag") ? String(error._tag) : "Error",
    reason: reasonOf(error),
    message: describeError(error),
  };
};
