import { expect, test } from "vitest";
import { assertionsOn, type CheckResult } from "../src/dataset/checkedDatasets.ts";

const result = (change: Partial<CheckResult>): CheckResult => ({
  check_run_id: "6f1c2a34-9c1d-4b7e-8a55-0d2e4f6a8b1c",
  check_name: "enrollment_is_plausible",
  table_name: "staging.trials",
  kind: "range",
  severity: "error",
  status: "passed",
  description: "Enrollment is between 0 and 10 million.",
  checked_count: 200,
  failed_count: 0,
  max_failed_count: null,
  max_failed_share: null,
  observed: null,
  duration_ms: 1,
  ...change,
});

const told = (change: Partial<CheckResult>) => {
  const facet = assertionsOn("staging.trials", [result(change)])["dataQualityAssertions"];
  return (facet?.["assertions"] as Array<object> | undefined)?.[0];
};

test("a check is an assertion with its kind, name, limit and counts", () => {
  expect(told({})).toEqual({
    assertion: "range",
    name: "enrollment_is_plausible",
    success: true,
    severity: "error",
    description: "Enrollment is between 0 and 10 million.",
    expected: "none failed",
    actual: "0 of 200 failed",
  });
});

test("a broken rule whose failures are tolerated is no success, but a warning", () => {
  expect(told({ status: "warned", failed_count: 3, max_failed_count: 5, max_failed_share: 0.07 })).toMatchObject({
    success: false,
    severity: "warn",
    expected: "at most 5 failed, at most 7 % failed",
    actual: "3 of 200 failed",
  });
});

test("a broken rule is no success, and an error when it is one", () => {
  expect(told({ status: "failed", failed_count: 1, observed: 0.5 })).toMatchObject({
    success: false,
    severity: "error",
    actual: "1 of 200 failed, measured 0.5",
  });
});

test("a table without checks has no assertions", () => {
  expect(assertionsOn("staging.trial_phases", [result({})])).toEqual({});
});
