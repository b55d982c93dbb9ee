import { expect, test } from "vitest";
import { functionOf, moduleOf } from "../src/profile/moduleOf.ts";
import { statementTimes } from "../src/profile/statementTimes.ts";
import { summariseProfile } from "../src/profile/summariseProfile.ts";
import { repositoryRoot } from "../src/repositoryRoot.ts";

const url = (path: string): string => `file://${repositoryRoot}${path}`;
const node = (id: number, functionName: string, address: string) => ({
  id,
  callFrame: { functionName, url: address, lineNumber: 6 },
});

test("a function's time is what passes from its samples to the next ones; waiting is kept apart", () => {
  const profile = {
    nodes: [
      node(1, "(root)", ""),
      node(2, "(idle)", ""),
      node(3, "decode", url("libs/transform/src/decode.ts")),
      node(4, "parse", url("node_modules/@fast-csv/parse/build/src/x.js")),
      node(5, "decode", url("libs/transform/src/decode.ts")),
    ],
    samples: [3, 2, 4, 5, 3],
    timeDeltas: [100, 3000, 5000, 1000, 2000],
  };
  expect(summariseProfile(profile)).toEqual({
    totalMs: 11,
    idleMs: 5,
    functions: [
      { name: "decode libs/transform/src/decode.ts:7", ms: 5 },
      { name: "parse @fast-csv/parse/build/src/x.js:7", ms: 1 },
    ],
    modules: [
      { name: "libs/transform", ms: 5 },
      { name: "@fast-csv/parse", ms: 1 },
    ],
  });
});

test("a clock that steps back takes no time away", () => {
  const profile = { nodes: [node(1, "f", "")], samples: [1, 1, 1], timeDeltas: [0, -500, 2000] };
  expect(summariseProfile(profile)).toMatchObject({ totalMs: 2, functions: [{ name: "f", ms: 2 }] });
});

test.each([
  ["", "(garbage collector)", "(garbage collector)"],
  ["", "writeBuffer", "V8"],
  ["node:internal/fs", "read", "node:internal/fs"],
  [url("apps/etl-cli/src/main.ts?a=1"), "main", "apps/etl-cli"],
  [url("libs/database/node_modules/postgres/src/index.js"), "f", "postgres"],
  ["file:///elsewhere/x.js", "f", "/elsewhere/x.js"],
])("%j %s belongs to %s", (address, name, module) => expect(moduleOf(address, name)).toBe(module));

test("a function without a name or a place is still told", () => {
  expect(functionOf("", "", 0)).toBe("(anonymous)");
  expect(functionOf("node:fs", "read", 9)).toBe("read node:fs:10");
});

test("statements are summed up by name from the log, the longest first; other lines are passed over", () => {
  const log = ["debug: load.copy 248 ms", "load file.csv ...", "debug: load.find 5 ms", "debug: load.find 7 ms"];
  expect(statementTimes(`${log.join("\n")}\n`)).toEqual([
    { operation: "load.copy", count: 1, totalMs: 248, longestMs: 248 },
    { operation: "load.find", count: 2, totalMs: 12, longestMs: 7 },
  ]);
  expect(statementTimes("")).toEqual([]);
});
