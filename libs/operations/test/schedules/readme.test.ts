import { createTestDatabase, runReadmeExamples } from "@trialflow/testing";
import { expect, test } from "vitest";

test("the example of the README prints what it says", async () => {
  const { url } = await createTestDatabase();
  const page = new URL("../../README.md", import.meta.url);
  for (const { printed, promised } of await runReadmeExamples(page, { DATABASE_URL: url })) {
    expect(printed).toBe(promised);
  }
});
