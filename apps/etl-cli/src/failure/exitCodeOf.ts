import { Cause, Exit, Predicate } from "effect";
import { CliError } from "effect/cli";
import { innermostFailure } from "./innermostFailure.ts";

/** The exit codes of the command. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  gateFailed: 3,
  lockHeld: 4,
  /** A verification found something else than what was written down. */
  evidenceBroken: 5,
  /** 128 + SIGINT, as a shell reports it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const codeOfError = (error: unknown): ExitCode => {
  if (CliError.isCliError(error)) {
    // Help that was asked for, or shown because no command was named, is no mistake.
    return error._tag === "ShowHelp" && error.errors.length === 0 ? exitCodes.done : exitCodes.usage;
  }
  if (Predicate.isTagged(error, "UsageError")) return exitCodes.usage;
  if (Predicate.isTagged(error, "GateFailedError")) return exitCodes.gateFailed;
  if (Predicate.isTagged(error, "GateWouldCloseError")) return exitCodes.gateFailed;
  if (Predicate.isTagged(error, "EvidenceBrokenError")) return exitCodes.evidenceBroken;
  if (!Predicate.hasProperty(error, "reason")) return exitCodes.failed;
  switch (error.reason) {
    case "LockHeld":
      return exitCodes.lockHeld;
    case "GateFailed":
      return exitCodes.gateFailed;
    case "SnapshotDate":
      return exitCodes.usage;
    default:
      return exitCodes.failed;
  }
};

/** Gives the exit code for how the program ended; `isStopped` says that a signal asked it to stop. */
export const exitCodeOf = (
  exit: Exit.Exit<unknown, unknown>,
  { isStopped }: { readonly isStopped: boolean },
): ExitCode => {
  if (Exit.isSuccess(exit)) return exitCodes.done;
  if (isStopped || Cause.hasInterruptsOnly(exit.cause)) return exitCodes.interrupted;
  const error = Cause.findErrorOption(exit.cause);
  return error._tag === "Some" ? codeOfError(innermostFailure(error.value)) : exitCodes.failed;
};
