import { expect, test } from "vitest";
import { csv, trials } from "./support/trialCsv.ts";
import { writeInput } from "./support/warehouse.ts";
import { createTestPipeline } from "./testPipeline.ts";

test("the tables of analytics are told in the same order after a publication and when nothing has changed, trials first", async () => {
  const pipeline = await createTestPipeline();
  const file = writeInput(pipeline, "trials.csv", csv(trials(3)));
  const first = Object.keys((await pipeline.ingest([file])).published ?? {});
  const again = await pipeline.ingest([file]);
  expect(again.status).toBe("unchanged");
  expect(first[0]).toBe("trials");
  expect(first).toEqual(Object.keys(again.published ?? {}));
});
