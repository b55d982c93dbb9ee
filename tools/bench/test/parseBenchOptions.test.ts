import { expect, test } from "vitest";
import { parseBenchOptions } from "../src/parseBenchOptions.ts";

test("without options every part is measured three times at the file's own size", () => {
  expect(parseBenchOptions([])).toEqual({
    file: null,
    times: [1],
    runs: 3,
    parts: ["nothing", "whole", "steps"],
    folder: null,
    output: null,
    compare: null,
    isProfiled: false,
  });
});

test("options are read in both notations, as Nx passes them on", () => {
  expect(
    parseBenchOptions([
      "--file=a b.csv",
      "--times",
      "10",
      "--runs=1",
      "--compare",
      "x.json",
      "--output=y",
      "--profile",
    ]),
  ).toMatchObject({ file: "a b.csv", times: [10], runs: 1, output: "y", compare: "x.json", isProfiled: true });
});

test("sizes are measured once each and from the smallest on", () => {
  expect(parseBenchOptions(["--times=100,1, 10,1"]).times).toEqual([1, 10, 100]);
});

test("some parts can be left out, and a part that there is not is refused", () => {
  expect(parseBenchOptions(["--parts=steps,whole,steps"]).parts).toEqual(["steps", "whole"]);
  expect(() => parseBenchOptions(["--parts=steps,half"])).toThrow(
    '--parts has "half", expected some of nothing, whole',
  );
});

test.each(["0", "-1", "1.5", "many", "", "1e3", "1000000"])("a count of %j is refused", (text) => {
  expect(() => parseBenchOptions([`--times=10,${text}`])).toThrow(`--times is "${text}", expected a whole number`);
  expect(() => parseBenchOptions([`--runs=${text}`])).toThrow(`--runs is "${text}", expected a whole number`);
});

test("an unknown option is refused", () => {
  expect(() => parseBenchOptions(["--rounds=3"])).toThrow("--rounds");
});
