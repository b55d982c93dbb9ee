import { rmSync, writeFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { applyPlan, defaultSource, planIngest, readPlans } from "../../src/index.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;

beforeEach(async () => {
  pipeline = await createTestPipeline();
  await pipeline.ingest([writeInput(pipeline, "trials-20200901.csv", csv(trials(40)))]);
});

const plan = (name: string, count: number) => {
  const file = writeInput(pipeline, name, csv(trials(count)));
  return pipeline.run(planIngest({ source: defaultSource, files: [file] }));
};

const list = async (limit = 100) => {
  const { total, plans } = await pipeline.run(readPlans(defaultSource, limit));
  return {
    total,
    plans: plans.map(({ plan, state, because, appliedBy }) => ({ id: plan.plan_id, state, because, appliedBy })),
  };
};

test("without a plan the list is empty", async () => {
  expect(await list()).toEqual({ total: 0, plans: [] });
});

test("a plan is open until it is applied, and the others that stand on the same are stale then", async () => {
  await plan("trials-20200902.csv", 41);
  await plan("trials-20200903.csv", 42);
  const open = { state: "open", because: null, appliedBy: null };
  expect(await list()).toEqual({
    total: 2,
    plans: [
      { id: 2, ...open },
      { id: 1, ...open },
    ],
  });
  expect(await list(1)).toEqual({ total: 2, plans: [{ id: 2, ...open }] });
  const { runId } = await pipeline.run(applyPlan(2));
  expect(await list()).toEqual({
    total: 2,
    plans: [
      { id: 2, state: "applied", because: `applied by run ${runId}`, appliedBy: runId },
      { id: 1, state: "stale", because: expect.stringContaining("the newest load was 1 and is 2"), appliedBy: null },
    ],
  });
  await expect(pipeline.run(applyPlan(1))).rejects.toMatchObject({ reason: "PlanOutdated" });
});

test("a plan whose file has another content is stale, one whose file is gone is applied from the archive's copy", async () => {
  const { files } = await plan("trials-20200902.csv", 41);
  const path = files[0]?.path ?? "";
  writeFileSync(path, csv(trials(39)));
  const [changed] = (await list()).plans;
  expect(changed).toMatchObject({
    state: "stale",
    because: expect.stringMatching(/has changed since it was planned.*[0-9a-f]\.$/),
  });
  rmSync(path);
  expect((await list()).plans).toMatchObject([{ state: "open" }]);
  expect(await pipeline.run(applyPlan(1))).toMatchObject({ status: "succeeded" });
});

test("a plan whose gate would close names the checks", async () => {
  await plan("trials-20200902.csv", 3);
  expect((await list()).plans).toMatchObject([
    { state: "gate_closed", because: expect.stringContaining("snapshot_is_not_half_of_the_last") },
  ]);
});
