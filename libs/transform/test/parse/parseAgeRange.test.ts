import { AgeUnit, StdAge } from "@trialflow/schema";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ageInDays, formatAgeRange, parseAgeRange } from "../../src/index.ts";
import { expectProblem, successOf } from "./expectProblem.ts";

const age = (value: number, unit: AgeUnit, days: number) => ({ value, unit, days });

describe("parseAgeRange", () => {
  test.each([
    ["18 Years and older \u00a0 (Adult, Older Adult)", age(18, "YEAR", 6574.5), null, ["ADULT", "OLDER_ADULT"]],
    ["18 Years and older   (Adult, Older Adult)", age(18, "YEAR", 6574.5), null, ["ADULT", "OLDER_ADULT"]],
    ["1 Year to 17 Years \u00a0 (Child)", age(1, "YEAR", 365.25), age(17, "YEAR", 6209.25), ["CHILD"]],
    ["1 Month to 5 Years \u00a0 (Child)", age(1, "MONTH", 30.4375), age(5, "YEAR", 1826.25), ["CHILD"]],
    ["32 Weeks to 40 Weeks \u00a0 (Child)", age(32, "WEEK", 224), age(40, "WEEK", 280), ["CHILD"]],
    ["up to 28 Days \u00a0 (Child)", null, age(28, "DAY", 28), ["CHILD"]],
    ["up to 12 Hours \u00a0 (Child)", null, age(12, "HOUR", 0.5), ["CHILD"]],
    ["up to 30 Minutes \u00a0 (Child)", null, age(30, "MINUTE", 0.020833), ["CHILD"]],
    ["Child, Adult, Older Adult", null, null, ["CHILD", "ADULT", "OLDER_ADULT"]],
    ["ADULT, OLDER_ADULT", null, null, ["ADULT", "OLDER_ADULT"]],
  ])("reads %j", (text, minimum, maximum, stdAges) => {
    expect(successOf(parseAgeRange(text))).toEqual({ minimum, maximum, stdAges });
  });

  test.each([
    ["18 Years and older", "unknown_std_age"],
    ["Teenager", "unknown_std_age"],
    ["18 Fortnights and older \u00a0 (Adult)", "unknown_age_unit"],
    ["18 years and older \u00a0 (Adult)", "unknown_age_unit"],
    ["18 Years and older \u00a0 (Grown-up)", "unknown_std_age"],
    ["18 Years and older \u00a0 ()", "unknown_std_age"],
    ["99999999999 Years and older \u00a0 (Adult)", "age_out_of_range"],
    ["18 Years or older \u00a0 (Adult)", "malformed_age"],
    ["-1 Years and older \u00a0 (Adult)", "malformed_age"],
    ["18.5 Years and older \u00a0 (Adult)", "malformed_age"],
    ["18 Years and older(Adult)", "malformed_age"],
    ["Child, Child", "malformed_age"],
    ["", "malformed_age"],
  ] as const)("refuses %j as %s", (text, reason) => expectProblem(parseAgeRange(text), reason));

  it("reads every range that it can write", () => {
    const limit = fc
      .record({ value: fc.integer({ min: 0, max: 2_147_483_647 }), unit: fc.constantFrom(...AgeUnit.values) })
      .map(({ value, unit }) => ({ value, unit, days: ageInDays(value, unit) }));
    const range = fc.record({
      minimum: fc.option(limit),
      maximum: fc.option(limit),
      stdAges: fc.uniqueArray(fc.constantFrom(...StdAge.values), { minLength: 1 }),
    });
    fc.assert(
      fc.property(range, (value) => {
        expect(successOf(parseAgeRange(formatAgeRange(value)))).toEqual(value);
      }),
    );
  });
});
