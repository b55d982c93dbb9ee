import { PipelineError, RunFailedError, type RunReport } from "@trialflow/pipeline";
import { Exit, Schema } from "effect";
import { describe, expect, test } from "vitest";
import { describeRun } from "../src/document/describeRun.ts";
import { RunDocument } from "../src/document/RunDocument.ts";
import { runOutcome } from "../src/document/RunOutcome.ts";
import { report } from "./support/reports.ts";

const documentOf = (exit: Exit.Exit<RunReport, unknown>) =>
  Schema.encodeSync(RunDocument)(describeRun(runOutcome(exit)));
const refused = new PipelineError({
  operation: "o",
  reason: "SampleRefused",
  message: "real data is there",
  isRetryable: true,
});

describe("the JSON document of a run", () => {
  test("holds files, steps, checks, rows and quarantine of a success, and no error", () => {
    const document = documentOf(Exit.succeed(report));
    expect(document).toMatchObject({
      runId: report.runId,
      status: "succeeded",
      loads: [{ file: "trials.csv", read: 5783, new: 5000, rejected: 3 }],
      steps: [{ name: "load" }, { name: "transform", rowsIn: 5770, rowsOut: 5769, rejected: 1 }],
      checks: {
        verdict: "warned",
        passed: 1,
        warned: 1,
        failed: 1,
        results: [{}, { failedCount: 12 }, { observed: 0.12345 }],
      },
      published: { trials: 5769, countries: 116 },
      rejects: [{ reason: "bad_date" }, { field: null }],
    });
    expect(document).not.toHaveProperty("error");
  });

  test("names the failed checks of a closed gate", () => {
    expect(documentOf(Exit.succeed({ ...report, status: "gate_failed" }))).toMatchObject({
      status: "gate_failed",
      error: { tag: "GateFailedError", message: expect.stringContaining("half_is_there") },
    });
  });

  test("holds what a failed run had done, and the reason of the failure", () => {
    const failure = new RunFailedError({ report: { ...report, status: "failed" }, failure: refused });
    expect(documentOf(Exit.fail(failure))).toMatchObject({
      runId: report.runId,
      status: "failed",
      loads: [{ read: 5783 }],
      error: { tag: "PipelineError", reason: "SampleRefused", message: "real data is there" },
    });
  });

  test("stands also where no run was begun", () => {
    expect(documentOf(Exit.fail(refused))).toMatchObject({
      runId: null,
      status: "failed",
      error: { reason: "SampleRefused" },
    });
    expect(documentOf(Exit.interrupt(1))).toMatchObject({
      runId: null,
      status: "interrupted",
      error: { tag: "Interrupted" },
    });
    expect(documentOf(Exit.die(new Error("bug")))).toMatchObject({
      status: "failed",
      error: { tag: "Defect", message: "bug" },
    });
  });
});
