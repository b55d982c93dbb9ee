import { expect, test } from "vitest";
import { defaultOutput, parseBenchOptions } from "../src/parseBenchOptions.ts";

test("without options the bundled sample is measured three times and compared with nothing", () => {
  expect(parseBenchOptions([])).toEqual({ file: null, times: 1, runs: 3, output: defaultOutput, compare: null });
});

test("options are read in both notations, as Nx passes them on", () => {
  expect(
    parseBenchOptions(["--file=a b.csv", "--times", "10", "--runs=1", "--compare", "x.json", "--output=y"]),
  ).toEqual({
    file: "a b.csv",
    times: 10,
    runs: 1,
    output: "y",
    compare: "x.json",
  });
});

test.each(["0", "-1", "1.5", "many", "", "1e3", "1000000"])("a count of %j is refused", (text) => {
  expect(() => parseBenchOptions([`--times=${text}`])).toThrow(`--times is "${text}", expected a whole number`);
  expect(() => parseBenchOptions([`--runs=${text}`])).toThrow(`--runs is "${text}", expected a whole number`);
});

test("an unknown option is refused", () => {
  expect(() => parseBenchOptions(["--rounds=3"])).toThrow("--rounds");
});
