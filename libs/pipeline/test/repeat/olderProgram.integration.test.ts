import { beforeEach, expect, test } from "vitest";
import { csv, trials } from "../support/trialCsv.ts";
import { analyticsIn, ask, dataOf, failureOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
let file: string;
beforeEach(async () => {
  pipeline = await createTestPipeline();
  const rows = trials(40, (number) => (number === 3 ? { enrollment: "many" } : {}));
  file = writeInput(pipeline, "trials.csv", csv(rows));
  await pipeline.ingest([file]);
});

test("what a program with other rules staged and published is decoded, checked and published anew", async () => {
  const current = analyticsIn(await dataOf(pipeline));
  for (const table of ["staging.trials", "analytics.trials"]) {
    await ask(pipeline, `update ${table} set _rule_version = 'older', enrollment = 1`);
  }
  await ask(pipeline, "update ops.rejects set rule_version = 'older'");
  await ask(
    pipeline,
    "update ops.source_states set staged_rule_version = 'older', checked_rule_version = 'older', published_rule_version = 'older'",
  );
  const report = await pipeline.ingest([file]);
  expect(report.steps.map(({ name, status, rowsIn }) => [name, status, rowsIn])).toEqual([
    ["acquire", "succeeded", 1],
    ["load", "unchanged", 40],
    ["transform", "succeeded", 40],
    ["check", "succeeded", report.checks?.results.length],
    ["publish", "succeeded", 40],
  ]);
  expect(report.rejects).toEqual([{ reason: "malformed_enrollment", field: "enrollment", count: 1 }]);
  expect(analyticsIn(await dataOf(pipeline))).toEqual(current);
  expect(await pipeline.ingest([file])).toMatchObject({ status: "unchanged" });
});

test("a verdict of another suite does not stand: publishing refuses it, a run checks anew", async () => {
  await ask(pipeline, "update ops.source_states set checked_suite_version = '0.0.0', published_load_id = null");
  expect(await failureOf(pipeline.ingest([], ["publish"]))).toMatchObject({ reason: "NotReady" });
  const report = await pipeline.ingest([file]);
  expect(report.steps.map(({ name, status }) => [name, status])).toEqual([
    ["acquire", "succeeded"],
    ["load", "unchanged"],
    ["transform", "unchanged"],
    ["check", "succeeded"],
    ["publish", "succeeded"],
  ]);
});
