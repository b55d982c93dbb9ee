import type { PlannedCheck, PlannedLoad, PlanOutcome } from "@trialflow/schema";
import type { RunReport } from "../RunReport.ts";

/** Makes the outcome of a plan, or that of the run which applied it, from its report and what was observed of its files. */
export const describeOutcome = (
  report: RunReport,
  loads: ReadonlyArray<PlannedLoad>,
  fileNames: ReadonlyArray<string>,
): PlanOutcome => {
  const results = report.checks?.results ?? [];
  return {
    verdict: report.status === "gate_failed" ? "gate_closed" : report.status === "unchanged" ? "unchanged" : "changes",
    loads,
    notReached: fileNames.slice(loads.length),
    passedChecks: results.filter(({ status }) => status === "passed").length,
    brokenChecks: results.flatMap(({ name, table, severity, status, description, checkedCount, failedCount }) =>
      status === "passed"
        ? []
        : [{ name, table, severity, status, description, checkedCount, failedCount } satisfies PlannedCheck],
    ),
    rejects: report.rejects.map(({ reason, field, count }) => ({ reason, field, count })),
    vocabularyNews: report.vocabularyNews.map(({ reason, field, value, count, share }) => ({
      reason,
      field,
      value,
      count,
      share,
    })),
    published: report.status === "gate_failed" ? null : report.published,
  };
};
