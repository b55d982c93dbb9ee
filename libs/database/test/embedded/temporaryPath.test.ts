import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { removeAbandoned, temporaryPath } from "../../src/embedded/temporaryPath.ts";
import { temporaryFolder } from "./temporaryHome.ts";

test("names are siblings of the path and never the same", async () => {
  const names = await Effect.runPromise(Effect.all(Array.from({ length: 50 }, () => temporaryPath("/a/b/data"))));
  expect(new Set(names).size).toBe(50);
  expect(new Set(names.map((name) => dirname(name)))).toEqual(new Set(["/a/b"]));
});

test("what dead processes left is removed, and nothing else", async () => {
  const folder = temporaryFolder();
  const own = await Effect.runPromise(temporaryPath(join(folder, "data")));
  const dead = join(folder, `data.tmp-${2 ** 22 - 3}-1-0123abcd`);
  for (const path of [own, dead]) {
    mkdirSync(path);
    writeFileSync(join(path, "file"), "");
  }
  mkdirSync(join(folder, "data.tmp-by-hand"));
  await Effect.runPromise(removeAbandoned(folder));
  expect([own, dead, join(folder, "data.tmp-by-hand")].map((path) => existsSync(path))).toEqual([true, false, true]);
});
