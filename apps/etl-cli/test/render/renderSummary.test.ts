import { describe, expect, test } from "vitest";
import { renderSummary } from "../../src/render/renderSummary.ts";
import { load, report } from "../support/reports.ts";

const context = {
  command: "run",
  whereabouts: { url: "postgres://u@h/d", isEmbedded: true, home: "/home/me/.trialflow" },
  notes: [],
};

describe("the summary of a run", () => {
  test("tells files, quarantine, checks, rows, where the data is and what to type next", () => {
    expect(renderSummary(report, context)).toMatchInlineSnapshot();
  });

  test("says in its first line that nothing changed", () => {
    expect(renderSummary({ ...report, status: "unchanged" }, context)).toMatch(/^Nothing has changed: /);
  });

  test("begins with the sample when it was used, and why it was", () => {
    const sample = { ...report, loads: [{ ...load, origin: "sample" as const }] };
    const [, ...lines] = renderSummary(sample, { ...context, notes: ["Kaggle cannot be\u001b[2J reached"] }).split(
      "\n",
    );
    expect(lines[0]).toContain("THIS IS SAMPLE DATA");
    expect(lines[2]).toBe("!! Kaggle cannot be\\x1b[2J reached");
    expect(renderSummary(report, context)).not.toContain("SAMPLE");
  });

  test("of a closed gate and of a failure does not claim that it is done", () => {
    expect(renderSummary({ ...report, status: "gate_failed" }, context)).toMatch(
      /^Quality gate closed: nothing was published/,
    );
    const failed = renderSummary(
      { ...report, status: "failed", checks: null, published: null },
      { ...context, whereabouts: null },
    );
    expect(failed).toMatch(/^Not finished: run failed after 2\.4 s/);
    expect(failed).not.toMatch(/Checks|Where|analytics\./);
    expect(failed).toContain("  npx trialflow run\n");
  });
});
