// By its path: a library below @trialflow/testing cannot depend on it.

import { expect, test } from "vitest";
import { runReadmeExamples } from "../../testing/src/runReadmeExamples.ts";

test("the example of the README prints what it says", async () => {
  for (const { printed, promised } of await runReadmeExamples(new URL("../README.md", import.meta.url))) {
    expect(printed).toBe(promised);
  }
});
