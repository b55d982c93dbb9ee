import { Cause, Effect } from "effect";
import { describeDefect } from "./describeDefect.ts";
import { describeFailure } from "./describeFailure.ts";

/** Logs why something ended as one error line: the failure, or the defect. Says nothing of an interruption. */
export const logCause = (what: string, cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  for (const reason of cause.reasons) {
    if (Cause.isFailReason(reason)) {
      return Effect.annotateLogs(Effect.logError(what), { failure: describeFailure(reason.error) });
    }
    if (Cause.isDieReason(reason)) {
      return Effect.annotateLogs(Effect.logError(`${what}: a mistake in the program`), {
        defect: describeDefect(reason.defect),
      });
    }
  }
  return Effect.void;
};
