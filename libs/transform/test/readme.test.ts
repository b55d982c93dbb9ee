import { runReadmeExamples } from "@trialflow/testing";
import { expect, test } from "vitest";

test("the example of the README prints what it says", async () => {
  for (const { printed, promised } of await runReadmeExamples(new URL("../README.md", import.meta.url))) {
    expect(printed).toBe(promised);
  }
});
