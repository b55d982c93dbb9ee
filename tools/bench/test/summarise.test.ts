import fc from "fast-check";
import { expect, test } from "vitest";
import { summarise } from "../src/result/summarise.ts";

test("the median is the middle value, whatever the order", () => {
  expect(summarise([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
});

test("the median of an even number of values is between the middle two", () => {
  expect(summarise([4, 1, 2, 100])).toEqual({ median: 3, min: 1, max: 100 });
});

test("numbers are compared as numbers", () =>
  expect(summarise([10, 9, 100])).toEqual({ median: 10, min: 9, max: 100 }));

test("rounds that were not measured are left out", () => {
  expect(summarise([null, 3, null])).toEqual({ median: 3, min: 3, max: 3 });
  expect(summarise([null])).toBeNull();
  expect(summarise([])).toBeNull();
});

test("half of the values are on each side of the median", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { max, median, min } = summarise(values) ?? { max: Number.NaN, median: Number.NaN, min: Number.NaN };
      expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2);
      expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
    }),
  );
});
