import { expect, test } from "vitest";
import { differences } from "../src/render/renderDifferences.ts";
import { renderGrowth } from "../src/render/renderGrowth.ts";
import { renderResult } from "../src/render/renderResult.ts";
import type { BenchResult } from "../src/result/BenchResult.ts";
import { resultOf } from "./resultOf.ts";

const result = resultOf([4000, 2000, 3000]);

test("a measure holds one value per round, in the rounds' order", () => {
  const valuesOf = (name: string) => result.measures.find(({ job, quantity }) => name === `${job} ${quantity}`)?.values;
  expect(valuesOf("whole wallMs")).toEqual([4000, 2000, 3000]);
  expect(valuesOf("whole rowsPerSecond")).toEqual([125, 250, 500 / 3]);
  expect(valuesOf("whole bytesPerSecond")).toEqual([2 ** 18, 2 ** 19, 2 ** 20 / 3]);
  expect(valuesOf("whole serverPeakBytes")).toEqual([null, null, null]);
});

test("a result is a table of medians with a line for each job; what the machine did not tell is marked", () => {
  expect(renderResult(result, null)).toMatchInlineSnapshot(`
    "trials.csv x 1: 500 trials, 1.00 MB; 3 rounds, medians; COPY by psql \\copy
    Abacus, 2 processors, 8 GB; Node.js v22.23.2, PostgreSQL 18.4; load before 0.0

    job                     seconds  least  most  inside s  rows/s  MB/s  CPU s  Node MB  PG MB  base MB  WAL MB
    whole                      3.00   2.00  4.00      1.50     167  0.33           200.0      ?             8.00
    view trials_by_country                           0.012

    load / psql \\copy: 3.00 (2.00 to 4.00)"
  `);
});

test("an earlier result stands beside the new one", () => {
  const lines = renderResult(result, resultOf([2000, 2000, 2400])).split("\n");
  expect(lines.find((line) => line.startsWith("whole"))).toMatch(/ 2\.00 +\+50\.0 %$/);
  expect(lines.find((line) => line.startsWith("view"))).toMatch(/ 0\.012 +\+0\.0 %$/);
  expect(lines.some((line) => line.includes("Not comparable"))).toBe(false);
});

test("a shorter time is written as a decrease", () => {
  const lines = renderResult(resultOf([1000]), resultOf([2000])).split("\n");
  expect(lines.find((line) => line.startsWith("whole"))).toMatch(/-50\.0 %$/);
});

test("a ratio that changed by more than a twentieth is told, a smaller change of memory is not", () => {
  const text = renderResult(resultOf([1000]), resultOf([2000]));
  expect(text).toContain("  load / psql \\copy: 2.00 -> 1.00 times (-50.0 %)");
  expect(text).not.toContain("MB of Node.js");
});

test("results of other files or machines are said to be not comparable", () => {
  const other: BenchResult = {
    ...result,
    subject: { ...result.subject, times: 10 },
    machine: { ...result.machine, node: "v26.0.0" },
  };
  expect(differences(result, other)).toEqual([
    "subject times: 10 before, 1 now",
    "machine node: v26.0.0 before, v22.23.2 now",
  ]);
  expect(renderResult(result, other)).toContain("Not comparable: subject times: 10 before, 1 now");
});

test("growth from one size to the next is told as factors, and by table whether the rows grew just as much", () => {
  expect(renderGrowth(resultOf([1000]), resultOf([11_000], 10))).toMatchInlineSnapshot(`
    "Growth from x 1 to x 10, as factors (the rows: 10):
    job                     seconds  inside  Node  PG  base    WAL
    whole                     11.00   11.00  1.00            10.00
    view trials_by_country             1.00
    exactly 10 times the rows: trials
    others: countries 30 -> 30, conditions 71 -> 80"
  `);
});
