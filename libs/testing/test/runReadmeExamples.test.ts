import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runReadmeExamples } from "../src/index.ts";

const fence = "```";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trialflow-page-"));
});
afterAll(() => rm(folder, { recursive: true }));

const run = async (...blocks: ReadonlyArray<readonly [language: string, content: string]>) => {
  const path = join(folder, "page.md");
  await writeFile(path, blocks.map(([language, content]) => `${fence}${language}\n${content}\n${fence}\n`).join("\n"));
  return runReadmeExamples(pathToFileURL(path), { SECRET_OF_TEST: "told" });
};

test("each program is run, types and all, and gives what it really prints", async () => {
  const examples = await run(
    ["ts", "const count: number = 2;\nconsole.log(count);"],
    ["text", "3"],
    ["ts", 'console.log(process.env["SECRET_OF_TEST"]);'],
    ["text", "told"],
  );
  expect(examples).toEqual([
    { printed: "2\n", promised: "3\n" },
    { printed: "told\n", promised: "told\n" },
  ]);
});

test("a program that fails, a missing output and a page without a program are refused", async () => {
  await expect(run(["ts", 'throw new Error("no");'], ["text", ""])).rejects.toThrow("no");
  await expect(run(["ts", "console.log(1);"])).rejects.toThrow("1 ts blocks and 0 text blocks");
  await expect(run(["text", "1"])).rejects.toThrow("0 ts blocks and 1 text blocks");
});
