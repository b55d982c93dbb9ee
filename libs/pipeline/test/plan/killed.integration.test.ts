import { expect, test } from "vitest";
import { until, untilAlone } from "../support/sessions.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { startTrialflow } from "../support/trialflowCommand.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { checksums, createTestPipeline } from "../testPipeline.ts";

/** Kills the command when it waits, deep in its work, for a table that somebody else holds. */
test.each([
  ["its steps", "analytics.trial_changes"],
  ["keeping what it found out", "ops.plans"],
])("planning that is killed in the middle of %s leaves nothing, and can be repeated", async (_, table) => {
  const pipeline = await createTestPipeline();
  await pipeline.ingest([writeInput(pipeline, "trials-20200901.csv", csv(trials(40)))]);
  const file = writeInput(pipeline, "trials-20200902.csv", csv(trials(38, (n) => (n === 3 ? { title: "New" } : {}))));
  const start = () =>
    startTrialflow(["plan", "--file", file], { DATABASE_URL: pipeline.url, TRIALFLOW_HOME: pipeline.home });
  const everything = async () => [
    await checksums(pipeline),
    await ask(pipeline, "select * from ops.runs order by run_id"),
  ];
  const data = await everything();

  const holder = pipeline.connect();
  const session = await holder.reserve();
  await session.unsafe(`begin; lock table ${table} in share row exclusive mode`);
  const command = start();
  await Promise.race([
    until(pipeline, "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
    command.ended.then((ended) => {
      throw new Error(`ended before it could be killed: ${ended.stderr}`);
    }),
  ]);
  command.kill();
  await command.ended;
  await session.unsafe("rollback");
  session.release();
  await holder.end();
  await untilAlone(pipeline);
  expect(await everything()).toEqual(data);

  expect(await start().ended).toMatchObject({ code: 0, stderr: expect.any(String) });
  expect(await ask(pipeline, "select plan_id::int from ops.plans")).toEqual([{ plan_id: 1 }]);
});
