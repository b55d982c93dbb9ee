import { expect, test } from "vitest";
import { csv, trials } from "../support/trialCsv.ts";
import { dataOf, failureOf, writeInput } from "../support/warehouse.ts";
import { createTestPipeline } from "../testPipeline.ts";

test("each step refuses to run before the one that it builds on, says which, and changes nothing", async () => {
  const pipeline = await createTestPipeline();
  const file = writeInput(pipeline, "trials.csv", csv(trials(20)));
  const refuse = async (step: "transform" | "check" | "publish", message: string) => {
    const before = await dataOf(pipeline);
    expect(await failureOf(pipeline.ingest([], [step]))).toMatchObject({
      _tag: "PipelineError",
      reason: "NotReady",
      isRetryable: false,
      message,
    });
    expect(await dataOf(pipeline)).toEqual(before);
  };
  const nothingLoaded = "Nothing is loaded yet. Load a file first: trialflow load --file PATH";
  const nothingStaged = "Staging is empty. Load and transform a file first: trialflow run --file PATH";
  const nothingChecked = "What stands in staging has not been checked yet. Check it first: trialflow check";

  await refuse("transform", nothingLoaded);
  await refuse("check", nothingStaged);
  await refuse("publish", nothingChecked);

  expect(await pipeline.ingest([file], ["acquire", "load"])).toMatchObject({ status: "succeeded" });
  await refuse("check", nothingStaged);
  await refuse("publish", nothingChecked);

  expect(await pipeline.ingest([], ["transform"])).toMatchObject({ status: "succeeded" });
  await refuse("publish", nothingChecked);

  expect(await pipeline.ingest([], ["check"])).toMatchObject({ status: "succeeded" });
  expect(await pipeline.ingest([], ["publish"])).toMatchObject({ status: "succeeded", published: { trials: 20 } });

  // The checked state is that of the first file; the second one has to be checked, too.
  const second = writeInput(pipeline, "second.csv", csv(trials(21)));
  await pipeline.ingest([second], ["acquire", "load"]);
  expect(await pipeline.ingest([], ["publish"])).toMatchObject({ status: "unchanged", published: { trials: 20 } });
  await pipeline.ingest([], ["transform"]);
  await refuse("publish", nothingChecked);
  await pipeline.ingest([], ["check"]);
  expect(await pipeline.ingest([], ["publish"])).toMatchObject({ status: "succeeded", published: { trials: 21 } });
});
