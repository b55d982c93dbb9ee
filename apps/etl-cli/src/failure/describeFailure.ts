import { Cause, Config } from "effect";
import { CliError } from "effect/cli";
import { describeConfigError } from "./describeConfigError.ts";
import { innermostFailure } from "./innermostFailure.ts";

/** Gives the text of an error for people. */
export const describeError = (error: unknown): string => {
  if (error instanceof Config.ConfigError) return describeConfigError(error);
  if (error instanceof Error && error.message !== "") return error.message;
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === "string" ? message : String(error);
};

/**
 * Says in words why the program failed, for standard error: no stack trace for what can be expected, all there is for a defect.
 * Null where the command line has complained itself.
 */
export const describeFailure = (
  cause: Cause.Cause<unknown>,
  { isStopped }: { readonly isStopped: boolean },
): string | null => {
  if (isStopped || Cause.hasInterruptsOnly(cause)) {
    return "stopped: nothing is left half done. Finished steps are kept; run the same command again to go on.";
  }
  const error = Cause.findErrorOption(cause);
  if (error._tag === "Some") {
    return CliError.isCliError(error.value) ? null : `error: ${describeError(innermostFailure(error.value))}`;
  }
  return [
    "error: Sorry, this is a mistake in Trialflow, not in your data. What was not finished is not kept; it is safe to run the command again.",
    "",
    Cause.pretty(cause),
    "",
    "Please report it with the text above, the command you gave and the output of `trialflow --version`.",
  ].join("\n");
};
