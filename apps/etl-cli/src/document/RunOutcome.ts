import type { RunReport } from "@trialflow/pipeline";
import { describeExceededLimits } from "@trialflow/quality";
import { Cause, Exit, Predicate } from "effect";
import { GateFailedError } from "../failure/GateFailedError.ts";
import { type FailureEntry, failureEntry } from "./failureEntry.ts";

/** How a command of the pipeline ended: with a report, with a failure, or with a report of what was done before the failure. */
export interface RunOutcome {
  readonly report: RunReport | null;
  readonly failure: FailureEntry | null;
}

/** Makes the error for a report whose quality gate is closed. */
export const gateFailure = ({ checks }: Pick<RunReport, "checks">): GateFailedError =>
  new GateFailedError({
    failedChecks: (checks?.results ?? []).filter(({ status }) => status === "failed").map(({ name }) => name),
    exceededLimits: describeExceededLimits(checks?.results ?? []),
  });

/** Reads the outcome from how the program ended. */
export const runOutcome = (exit: Exit.Exit<RunReport, unknown>): RunOutcome => {
  if (Exit.isSuccess(exit)) {
    const report = exit.value;
    return { report, failure: report.status === "gate_failed" ? failureEntry(Cause.fail(gateFailure(report))) : null };
  }
  const error = Cause.findErrorOption(exit.cause);
  const carried = error._tag === "Some" && Predicate.isTagged(error.value, "RunFailedError") ? error.value : {};
  return {
    report: Predicate.hasProperty(carried, "report") ? (carried.report as RunReport) : null,
    failure: failureEntry(exit.cause),
  };
};
