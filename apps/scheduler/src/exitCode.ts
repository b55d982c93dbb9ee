import { Cause, Exit, Option, Predicate } from "effect";

/** Exit codes of the scheduler. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

const isMisconfigured = (error: unknown): boolean =>
  Predicate.isTagged(error, "ConfigError") ||
  (Predicate.hasProperty(error, "reason") && error.reason === "InvalidConfiguration");

/** Gives the exit code for the way in which the program ended: to be told to stop is its ordinary end. */
export const exitCode = (exit: Exit.Exit<unknown, unknown>): number => {
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) return exitCodes.done;
  return Option.exists(Cause.findErrorOption(exit.cause), isMisconfigured) ? exitCodes.usage : exitCodes.failed;
};
