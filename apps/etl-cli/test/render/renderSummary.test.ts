import { describe, expect, test } from "vitest";
import { renderSummary } from "../../src/render/renderSummary.ts";
import { load, report } from "../support/reports.ts";

const context = {
  command: "run",
  whereabouts: { url: "postgres://u@h/d", isEmbedded: true, home: "/home/me/.trialflow" },
  notes: [],
  failure: null,
};

describe("the summary of a run", () => {
  test("tells files, quarantine, checks, rows, where the data is and what to type next", () => {
    expect(renderSummary(report, context)).toMatchInlineSnapshot(`
      "Done: run took 2.4 s (run 0b6e2a52-5a4f-4f43-a6b7-5c1e0b6f7c11).

      Files (read = new + changed + unchanged + duplicate + rejected)
        file         read    new  changed  unchanged  duplicate  rejected  vanished
        trials.csv  5,783  5,000      700         70         10         3         4

      Set aside in quarantine
        reason            field       count
        bad_date          start_date      7
        wrong_cell_count  whole row       3

      Vocabulary news (words that no vocabulary has: set aside until somebody decides)
        value     field      trials   share  reason
        Atlantis  locations       2  2.00 %  unknown_country

      Checks
        1 passed, 1 warned, 1 failed
        failed  half_is_there    measured 0.1235   No two trials have the same title.
        warned  many_are_placed  12 of 5,783 rows  No two trials have the same title.

      Rows
        table                               rows
        raw (record versions added)        5,700
        staging (record versions decoded)  5,769
        analytics.trials                   5,769
        analytics.countries                  116

      Where
        database  postgres://u@h/d  (embedded: runs while a command needs it)
        files     /home/me/.trialflow

      Next
        npx trialflow sql "select * from analytics.trials_by_country limit 10"
        npx trialflow status"
    `);
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
    expect(failed).toContain("What its 2 finished steps did (load, transform) is kept.\n");
    expect(failed).toContain("then give the same `trialflow run` again");
  });

  test("of a failure before any step says that nothing was done, and promises nothing behind a colon", () => {
    const acquired = { name: "acquire", subject: "2 files", status: "succeeded", rowsIn: 2, rowsOut: 2 } as const;
    for (const steps of [[], [{ ...acquired, rejected: 0, durationMs: 1 }]]) {
      const failed = renderSummary({ ...report, status: "failed", loads: [], steps, checks: null }, context);
      expect(failed.split("\n")[0]).toMatch(/\. No step was finished: the data is as it was\.$/);
    }
  });

  test("counts what was decoded for all files of a run", () => {
    const transform = { ...report.steps[1], name: "transform", subject: "s", status: "succeeded" } as const;
    const steps = [306, 115, 0, 52].map((rowsOut) => ({
      ...transform,
      rowsIn: rowsOut,
      rowsOut,
      rejected: 0,
      durationMs: 1,
    }));
    expect(renderSummary({ ...report, steps }, context)).toMatch(/staging \(record versions decoded\) +473\n/);
    expect(renderSummary({ ...report, steps: [] }, context)).not.toContain("staging (");
  });

  test("leads from a failed publish to what is missing", () => {
    const nextOf = (reason: string) => {
      const failure = { tag: "PipelineError", reason, message: "m" };
      const text = renderSummary(
        { ...report, status: "failed", steps: [] },
        { ...context, command: "publish", failure },
      );
      return text.split("\nNext\n")[1]?.split("\n")[0]?.trim();
    };
    expect(nextOf("NotReady")).toBe("npx trialflow check");
    expect(nextOf("GateFailed")).toMatch(/from ops\.check_failures where check_run_id = /);
    expect(nextOf("Unreachable")).toContain("then give the same `trialflow publish` again");
  });
});
