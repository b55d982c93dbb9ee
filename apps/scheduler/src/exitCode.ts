import { Cause, Exit, Option, Predicate } from "effect";
import type { LastRun } from "./LastRun.ts";

/** Exit codes of the scheduler. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const isMisconfigured = (error: unknown): boolean =>
  Predicate.isTagged(error, "ConfigError") ||
  (Predicate.hasProperty(error, "reason") && error.reason === "InvalidConfiguration");

/** Gives the exit code for the way in which the program ended: to be told to stop is its ordinary end. */
export const exitCode = (exit: Exit.Exit<unknown, unknown>, lastRun: LastRun | null): number => {
  if (Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause)) {
    const isUsage = Option.exists(Cause.findErrorOption(exit.cause), isMisconfigured);
    return isUsage ? exitCodes.usage : exitCodes.failed;
  }
  return lastRun?.status === "interrupted" ? exitCodes.interrupted : exitCodes.done;
};
