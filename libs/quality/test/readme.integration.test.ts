import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createLibrary } from "./support/library.ts";
import { program } from "./support/readmeExample.ts";
import { executeAll, openStage } from "./support/rehearse.ts";

test("the README's example is the one that is executed here, and reports what is wrong", async () => {
  const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(await read("../README.md"))?.[1];
  const executed = await read("support/readmeExample.ts");
  expect(example).toContain("runSuite(librarySuite)");
  for (const line of example?.split("\n") ?? []) expect(executed).toContain(line);

  const stage = await openStage();
  await stage.run(executeAll(createLibrary));
  const text = await stage.run(program);
  expect(text).toMatch(/^library 1\.0\.0: failed \(1 passed, 0 warned, 1 failed, \d+ ms\)\n/);
  expect(text).toContain('isbn="333"  book_title=null');
  await stage.close();
});
