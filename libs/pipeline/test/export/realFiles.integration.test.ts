import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../support/warehouse.ts";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";
import { cellsOf, exportedFile } from "./exportedFile.ts";

const filesIn = (folder: string, extension: string): ReadonlyArray<string> => {
  const path = join(registryData, folder);
  if (!existsSync(path)) {
    console.log(`skipped: ${path} is not there`);
    return [];
  }
  return readdirSync(path)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(path, name));
};

const files = [...filesIn("snapshots", ".tsv"), ...filesIn("kaggle", ".csv"), ...filesIn("ctgov-csv", ".csv")];

describe.skipIf(files.length === 0)("a file of the registry is rebuilt from raw", () => {
  let pipeline: TestPipeline;
  const refused = new Set<string>();

  beforeAll(async () => {
    pipeline = await createTestPipeline();
    for (const file of files) {
      await pipeline.ingest([file], ["load"]).catch((error: Error) => {
        refused.add(file);
        console.log(`not exported, the pipeline refuses it: ${error.message.split("\n")[0]}`);
      });
    }
  }, 300_000);

  test.each(files)("%s: every cell in its row and column", async (file) => {
    const original = readFileSync(file);
    const found = await ask<{ load_id: number }>(
      pipeline,
      `select load_id::int from ops.loads where file_name = '${basename(file)}'`,
    );
    expect(found).toHaveLength(refused.has(file) ? 0 : 1);
    for (const { load_id } of found) {
      const { bytes, load, setAsideCount } = await exportedFile(pipeline, load_id);
      const delimiter = load.delimiter === "tab" ? "\t" : ",";
      expect(setAsideCount).toBe(0);
      const expected = cellsOf(original, delimiter);
      expect(expected).toHaveLength(load.rows_read + 1);
      expect(cellsOf(bytes, delimiter)).toEqual(expected);
      if (delimiter === "\t") expect(bytes.equals(original)).toBe(true);
    }
  });

  afterAll(() => expect(refused.size).toBeLessThan(files.length));
});
