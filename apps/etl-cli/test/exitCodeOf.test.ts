import { PipelineError, RunFailedError, type RunReport } from "@trialflow/pipeline";
import { Cause, Data, Exit } from "effect";
import { CliError } from "effect/cli";
import { describe, expect, test } from "vitest";
import { EvidenceBrokenError } from "../src/failure/EvidenceBrokenError.ts";
import { exitCodeOf } from "../src/failure/exitCodeOf.ts";
import { GateFailedError } from "../src/failure/GateFailedError.ts";
import { UsageError } from "../src/failure/UsageError.ts";

class OtherError extends Data.TaggedError("OtherError")<{ readonly reason: string }> {}

const lockHeld = new PipelineError({ operation: "o", reason: "LockHeld", message: "held", isRetryable: true });
const report = {} as RunReport;
const help = (errors: ReadonlyArray<CliError.NonShowHelpErrors>) =>
  new CliError.ShowHelp({ commandPath: ["trialflow"], errors });

describe("the exit code", () => {
  test.each([
    ["success", Exit.void, 0],
    ["help that was asked for", Exit.fail(help([])), 0],
    ["an expected failure", Exit.fail(new OtherError({ reason: "Unreachable" })), 1],
    ["a defect", Exit.die(new Error("bug")), 1],
    ["wrong arguments", Exit.fail(help([new CliError.MissingArgument({ argument: "statement" })])), 2],
    ["a command that cannot be carried out as given", Exit.fail(new UsageError({ message: "no" })), 2],
    ["a closed quality gate", Exit.fail(new GateFailedError({ failedChecks: ["a"], exceededLimits: [] })), 3],
    ["a lock that another run holds", Exit.fail(lockHeld), 4],
    ["that lock inside a failed run", Exit.fail(new RunFailedError({ report, failure: lockHeld })), 4],
    ["evidence that is broken", Exit.fail(new EvidenceBrokenError({ findings: [], meaning: "no" })), 5],
    ["an interruption", Exit.interrupt(1), 130],
  ] as const)("of %s", (_, exit, code) => {
    expect(exitCodeOf(exit, { isStopped: false })).toBe(code);
  });

  test("is that of an interruption when a signal came first and something broke on the way out", () => {
    const exit = Exit.failCause(
      Cause.combine(Cause.interrupt(1), Cause.fail(new OtherError({ reason: "ConnectionLost" }))),
    );
    expect(exitCodeOf(exit, { isStopped: true })).toBe(130);
    expect(exitCodeOf(exit, { isStopped: false })).toBe(1);
  });
});
