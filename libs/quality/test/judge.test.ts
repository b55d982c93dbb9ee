import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tolerance } from "../src/index.ts";
import { judge, judgeMeasure, verdictOf } from "../src/report/judge.ts";

const statusOf = (tolerance: Tolerance, checkedCount: number, failedCount: number) =>
  judge({ severity: "error", tolerance }, { checkedCount, failedCount, observed: null });

describe("a check's counts", () => {
  test.each([
    [{}, 100, 0, "passed"],
    [{}, 100, 1, "failed"],
    [{ maxFailedCount: 2 }, 100, 2, "warned"],
    [{ maxFailedCount: 2 }, 100, 3, "failed"],
    [{ maxFailedShare: 0.02 }, 100, 2, "warned"],
    [{ maxFailedShare: 0.02 }, 100, 3, "failed"],
    [{ maxFailedShare: 0 }, 100, 1, "failed"],
    [{ maxFailedCount: 5, maxFailedShare: 0.02 }, 100, 3, "failed"],
    [{ maxFailedCount: 1, maxFailedShare: 0.5 }, 100, 2, "failed"],
    [{ maxFailedCount: 5, maxFailedShare: 0.5 }, 100, 5, "warned"],
    [{ maxFailedShare: 0.5 }, 0, 0, "passed"],
  ] as const)("with tolerance %j, %i checked and %i failed are %s", (tolerance, checked, failed, status) => {
    expect(statusOf(tolerance, checked, failed)).toBe(status);
  });

  test("are only warned of when the severity is warn", () => {
    const counts = { checkedCount: 1, failedCount: 1, observed: null };
    expect(judge({ severity: "warn", tolerance: {} }, counts)).toBe("warned");
    expect(judge({ severity: "warn", tolerance: { maxFailedCount: 1 } }, counts)).toBe("passed");
  });

  test("never get better by more failures", () => {
    const tolerances = fc.record(
      { maxFailedCount: fc.nat(50), maxFailedShare: fc.double({ min: 0, max: 1, noNaN: true }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(tolerances, fc.nat(100), fc.nat(100), (tolerance, a, b) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)];
        const ranks = ["passed", "warned", "failed"];
        expect(ranks.indexOf(statusOf(tolerance, 100, fewer))).toBeLessThanOrEqual(
          ranks.indexOf(statusOf(tolerance, 100, more)),
        );
      }),
    );
  });
});

describe("a measured number", () => {
  const rule = { min: 1, max: 2, passesWithoutValue: true };
  test.each([
    [1, 0],
    [2, 0],
    [0.999, 1],
    [2.001, 1],
  ])("of %f within 1 and 2 counts %i failures", (observed, failedCount) => {
    expect(judgeMeasure(rule, observed)).toEqual({ checkedCount: 1, failedCount, observed });
  });

  test("that is missing counts as nothing checked, or as a failure", () => {
    expect(judgeMeasure(rule, null)).toEqual({ checkedCount: 0, failedCount: 0, observed: null });
    expect(judgeMeasure({ ...rule, passesWithoutValue: false }, null)).toMatchObject({
      checkedCount: 1,
      failedCount: 1,
    });
  });
});

test("the verdict is the worst status", () => {
  const passed = { status: "passed" } as const;
  const warned = { status: "warned" } as const;
  expect(verdictOf([passed, passed])).toBe("passed");
  expect(verdictOf([passed, warned])).toBe("warned");
  expect(verdictOf([warned, { status: "failed" }, passed])).toBe("failed");
});
