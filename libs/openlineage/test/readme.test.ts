import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, runReadmeExamples } from "@trialflow/testing";
import { expect, test } from "vitest";

test("the example of the README prints what it says", async () => {
  const home = await mkdtemp(join(tmpdir(), "trialflow-readme-"));
  const { url } = await createTestDatabase();
  const environment = { DATABASE_URL: url, TRIALFLOW_HOME: home };
  for (const { printed, promised } of await runReadmeExamples(new URL("../README.md", import.meta.url), environment)) {
    expect(printed).toBe(promised);
  }
  await rm(home, { recursive: true });
});
