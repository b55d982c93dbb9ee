import { beforeAll, describe, expect, test } from "vitest";
import { defaultSource, type PipelineError, type RunReport, readStatus } from "../../src/index.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { analyticsIn, ask, dataOf, failureOf, lastRun, writeInput } from "../support/warehouse.ts";
import { checksums, createTestPipeline, type TestPipeline } from "../testPipeline.ts";

describe("a snapshot with less than half of the trials of the one before", () => {
  let pipeline: TestPipeline;
  let whole: string;
  let torn: string;
  let analytics: Readonly<Record<string, string>>;
  let refused: RunReport;

  beforeAll(async () => {
    pipeline = await createTestPipeline();
    whole = writeInput(pipeline, "whole.csv", csv(trials(40)));
    torn = writeInput(pipeline, "torn.csv", csv(trials(19)));
    expect(await pipeline.ingest([whole])).toMatchObject({ status: "succeeded" });
    analytics = analyticsIn(await dataOf(pipeline));
    refused = await pipeline.ingest([torn]);
  });

  const failedChecks = (report: RunReport) =>
    report.checks?.results.filter(({ status }) => status === "failed").map(({ name }) => name);

  test("closes the gate by name, and analytics is as it was", async () => {
    expect(refused).toMatchObject({ status: "gate_failed", published: null, checks: { verdict: "failed" } });
    expect(failedChecks(refused)).toEqual(["snapshot_is_not_half_of_the_last"]);
    expect(refused.steps.map(({ name, status }) => [name, status])).toEqual([
      ["acquire", "succeeded"],
      ["load", "succeeded"],
      ["transform", "succeeded"],
      ["check", "gate_failed"],
    ]);
    expect(analyticsIn(await dataOf(pipeline))).toEqual(analytics);
    expect(await lastRun(pipeline)).toMatchObject({ status: "gate_failed", error: null, has_ended: true });
    expect(
      await ask(pipeline, "select check_name, severity, status from ops.check_results where status = 'failed'"),
    ).toEqual([{ check_name: "snapshot_is_not_half_of_the_last", severity: "error", status: "failed" }]);
  });

  test("gives the same verdict again without writing anything but its run", async () => {
    const before = await checksums(pipeline);
    const again = await pipeline.ingest([torn]);
    expect(again).toMatchObject({ status: "gate_failed", published: null, loads: [{ status: "unchanged" }] });
    expect(again.checks).toEqual(refused.checks);
    expect(await checksums(pipeline)).toEqual(before);
  });

  test("cannot be published by the publish step alone", async () => {
    const before = await dataOf(pipeline);
    const failure = (await failureOf(pipeline.ingest([], ["publish"]))) as PipelineError;
    expect(failure).toMatchObject({ _tag: "PipelineError", reason: "GateFailed", isRetryable: false });
    expect(failure.message).toBe(
      "What stands in staging has not passed its checks (snapshot_is_not_half_of_the_last). Nothing was published, analytics is as it was. Correct the data at its source and run again; the failing rows are in ops.check_failures.",
    );
    expect(await dataOf(pipeline)).toEqual(before);
  });

  test("is told by the status", async () => {
    expect(await pipeline.run(readStatus(defaultSource))).toMatchObject({
      verdict: "failed",
      state: { loaded_load_id: 2, staged_load_id: 2, checked_load_id: 2, published_load_id: 1 },
      published: { load_id: 1, file_name: "whole.csv" },
    });
  });

  test("is left behind by the earlier file, which changes nothing that is published", async () => {
    const back = await pipeline.ingest([whole]);
    expect(back).toMatchObject({ status: "succeeded", loads: [{ status: "reactivated", loadId: 1 }] });
    expect(analyticsIn(await dataOf(pipeline))).toEqual(analytics);
  });

  test("stands in the way of no later file", async () => {
    const next = await pipeline.ingest([writeInput(pipeline, "next.csv", csv(trials(41)))]);
    expect(next).toMatchObject({ status: "succeeded", published: { trials: 41 }, loads: [{ new: 1, unchanged: 40 }] });
  });

  test("is judged anew when it comes after another snapshot", async () => {
    const small = await pipeline.ingest([writeInput(pipeline, "half.csv", csv(trials(25)))]);
    expect(small).toMatchObject({ status: "succeeded", published: { trials: 25 } });
    const judged = await pipeline.ingest([torn]);
    expect(judged).toMatchObject({
      status: "succeeded",
      loads: [{ status: "reactivated" }],
      published: { trials: 19 },
    });
  });
});
