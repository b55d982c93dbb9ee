import { expect, test } from "vitest";
import { runReadmeExamples } from "../src/index.ts";

test("the example of the README prints what it says", async () => {
  for (const { printed, promised } of await runReadmeExamples(new URL("../README.md", import.meta.url))) {
    expect(printed).toBe(promised);
  }
});
