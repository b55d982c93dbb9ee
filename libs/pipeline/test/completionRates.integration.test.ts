import { interventionCompletionRates } from "@trialflow/schema";
import { getViewConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { csv, trials } from "./support/trialCsv.ts";
import { ask, writeInput } from "./support/warehouse.ts";
import { createTestPipeline } from "./testPipeline.ts";

const statuses = ["Completed", "Completed", "Completed", "Terminated", "Withdrawn", "Recruiting", "Unknown status"];

test("the completion rate of an intervention is of the trials that ended; each trial counts once, those that go on are told", async () => {
  const pipeline = await createTestPipeline();
  const file = csv(
    trials(8, (number) => ({
      status: statuses[number - 1] ?? "Recruiting",
      primary_completion_date: "May 1, 2020",
      completion_date: "May 1, 2020",
      // The first names a drug twice; the last alone names another one, and has not ended.
      interventions: number === 8 ? "Drug: Unended" : number === 1 ? "Drug: Aspirin|Drug: Aspirin" : "Drug: Aspirin",
    })),
  );
  await pipeline.ingest([writeInput(pipeline, "trials.csv", file)]);
  const { schema, name } = getViewConfig(interventionCompletionRates);
  expect(await ask(pipeline, `select * from ${schema}.${name}`)).toMatchObject([
    {
      intervention_type: "DRUG",
      trial_count: "7",
      ended_count: "5",
      completed_count: "3",
      terminated_count: "1",
      withdrawn_count: "1",
      completion_rate: 0.6,
      is_reliable: true,
    },
  ]);
});
