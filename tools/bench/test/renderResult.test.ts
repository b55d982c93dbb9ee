import { expect, test } from "vitest";
import { differences, renderResult } from "../src/render/renderResult.ts";
import type { BenchResult } from "../src/result/BenchResult.ts";
import { measuresOf } from "../src/result/measuresOf.ts";
import { roundOf } from "./roundOf.ts";

const subject = { file: "trials.csv", times: 1, bytes: 2 ** 20, rows: 500 };
const resultOf = (coldMs: ReadonlyArray<number>): BenchResult => ({
  measuredAt: "2026-11-23T00:00:00.000Z",
  machine: {
    processor: "Abacus",
    processorCount: 2,
    memoryBytes: 2 ** 33,
    platform: "linux",
    node: "v22.23.2",
    postgres: "18.4",
  },
  loadBefore: 0.04,
  subject,
  measures: measuresOf(coldMs.map(roundOf), subject),
});
const result = resultOf([4000, 2000, 3000]);

test("a measure holds one value per round, in the rounds' order", () => {
  const valuesOf = (name: string) => result.measures.find((measure) => measure.name === name)?.values;
  expect(valuesOf("from nothing: process start to exit")).toEqual([4000, 2000, 3000]);
  expect(valuesOf("from nothing: step transform")).toEqual([250, 250, 250]);
  expect(valuesOf("from nothing: outside of the steps")).toEqual([3250, 1250, 2250]);
  expect(valuesOf("from nothing: rows")).toEqual([125, 250, 500 / 3]);
  expect(valuesOf("from nothing: step load, bytes")).toEqual([2 ** 21, 2 ** 21, 2 ** 21]);
  expect(valuesOf("from nothing: processor time of Node.js")).toEqual([1000, 1000, 1000]);
  expect(valuesOf("no change, server running: process start to exit")).toEqual([1000, 1000, 1000]);
});

test("a result is a table of medians, least and most", () => {
  expect(renderResult(result, null)).toMatchInlineSnapshot(`
    "trials.csv: 500 rows, 1.0 MB; 3 rounds
    Abacus, 2 processors, 8 GB; Node.js v22.23.2, PostgreSQL 18.4; load before 0.0

    measure                                                 median       least        most
    from nothing: process start to exit                     3.00 s      2.00 s      4.00 s
    from nothing: step load                                 0.50 s      0.50 s      0.50 s
    from nothing: step transform                            0.25 s      0.25 s      0.25 s
    from nothing: outside of the steps                      2.25 s      1.25 s      3.25 s
    from nothing: rows                                  167 rows/s  125 rows/s  250 rows/s
    from nothing: step load, bytes                        2.0 MB/s    2.0 MB/s    2.0 MB/s
    from nothing: processor time of Node.js                 1.00 s      1.00 s      1.00 s
    from nothing: peak memory of Node.js                  200.0 MB    200.0 MB    200.0 MB
    from nothing: peak memory of PostgreSQL           not measured
    from nothing: size of the database                     16.0 MB     16.0 MB     16.0 MB
    from nothing: write-ahead log                           8.0 MB      8.0 MB      8.0 MB
    no change: process start to exit                        1.50 s      1.50 s      1.50 s
    no change: inside of the steps                          0.02 s      0.02 s      0.02 s
    no change, server running: process start to exit        1.00 s      1.00 s      1.00 s"
  `);
});

test("an earlier result stands beside the new one", () => {
  const lines = renderResult(result, resultOf([2000, 2000, 2400])).split("\n");
  expect(lines.find((line) => line.includes("from nothing: process start"))).toMatch(
    /3\.00 s +2\.00 s +4\.00 s +2\.00 s +\+50\.0 %$/,
  );
  expect(lines.find((line) => line.includes("no change: process start"))).toMatch(/1\.50 s +\+0\.0 %$/);
  expect(lines.some((line) => line.includes("Not comparable"))).toBe(false);
});

test("a shorter time is written as a decrease", () => {
  const lines = renderResult(resultOf([1000]), resultOf([2000])).split("\n");
  expect(lines.find((line) => line.includes("from nothing: process start"))).toMatch(/-50\.0 %$/);
});

test("results of other files or machines are said to be not comparable", () => {
  const other: BenchResult = {
    ...result,
    subject: { ...subject, times: 10 },
    machine: { ...result.machine, node: "v26.0.0" },
  };
  expect(differences(result, other)).toEqual([
    "subject times: 10 before, 1 now",
    "machine node: v26.0.0 before, v22.23.2 now",
  ]);
  expect(renderResult(result, other)).toContain("Not comparable: subject times: 10 before, 1 now");
});
