import { describe, expect, test } from "vitest";
import { type CheckResult, formatReport, type SuiteReport } from "../src/index.ts";

const result = (name: string, more: Partial<CheckResult>): CheckResult => ({
  name,
  table: "library.books",
  kind: "not_null",
  severity: "error",
  status: "passed",
  description: `About ${name}.`,
  checkedCount: 1000,
  failedCount: 0,
  share: 0,
  tolerance: {},
  observed: null,
  sample: [],
  durationMs: 1,
  ...more,
});

const report: SuiteReport = {
  checkRunId: "00000000-0000-4000-8000-000000000001",
  runId: null,
  loadId: null,
  suite: "library",
  suiteVersion: "1.2.0",
  verdict: "failed",
  startedAt: "2020-01-01T00:00:00.000Z",
  durationMs: 12,
  results: [
    result("title_is_filled", {}),
    result("isbn_is_unique", {
      status: "failed",
      failedCount: 4,
      share: 0.004,
      sample: [
        { key: { isbn: "1" }, values: { isbn: "1" } },
        { key: { isbn: "2\u001b[31m" }, values: { isbn: null } },
      ],
    }),
    result("languages_are_alike", {
      severity: "warn",
      status: "warned",
      checkedCount: 1,
      failedCount: 1,
      share: 1,
      observed: 0.123456,
      sample: [{ key: { language: "en" }, values: { share_before: 0.5, share_now: 0.25 } }],
    }),
  ],
};

describe("a formatted report", () => {
  test("lists all checks, and the failing rows below the broken ones", () => {
    expect(formatReport(report)).toBe(
      `
library 1.2.0: failed (1 passed, 1 warned, 1 failed, 12 ms)

status  severity  check                table          failed  checked     share  observed
passed  error     title_is_filled      library.books       0     1000    0.00 %
failed  error     isbn_is_unique       library.books       4     1000    0.40 %
    About isbn_is_unique.
      isbn="1"  isbn="1"
      isbn="2\\u001b[31m"  isbn=null
      and 2 more
warned  warn      languages_are_alike  library.books       1        1  100.00 %    0.1235
    About languages_are_alike.
      language="en"  share_before=0.5  share_now=0.25
`.trim(),
    );
  });

  test("can leave out what passed and cut the samples, but not the counts", () => {
    const text = formatReport(report, { onlyBroken: true, sampleSize: 1 });
    expect(text).not.toContain("title_is_filled");
    expect(text).toContain("(1 passed, 1 warned, 1 failed, 12 ms)");
    expect(text).toContain('      isbn="1"  isbn="1"\n      and 3 more\n');
  });

  test("is its head alone when there is nothing to list", () => {
    const passed: SuiteReport = { ...report, verdict: "passed", results: report.results.slice(0, 1) };
    expect(formatReport(passed, { onlyBroken: true })).toBe(
      "library 1.2.0: passed (1 passed, 0 warned, 0 failed, 12 ms)",
    );
  });
});
