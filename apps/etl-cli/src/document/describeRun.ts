import type { SuiteReport } from "@trialflow/quality";
import type { RunDocument } from "./RunDocument.ts";
import type { RunOutcome } from "./RunOutcome.ts";

const describeChecks = ({ verdict, results }: SuiteReport): NonNullable<RunDocument["checks"]> => {
  const countOf = (status: string) => results.filter((result) => result.status === status).length;
  return { verdict, passed: countOf("passed"), warned: countOf("warned"), failed: countOf("failed"), results };
};

/** Makes the JSON document of a run from its report, from what stopped it, or from both. */
export const describeRun = ({ report, failure }: RunOutcome): RunDocument => ({
  ...(report === null
    ? {
        runId: null,
        status: failure?.tag === "Interrupted" ? ("interrupted" as const) : ("failed" as const),
        loads: [],
        steps: [],
        checks: null,
        published: null,
        rejects: [],
        vocabularyNews: [],
        durationMs: 0,
      }
    : { ...report, checks: report.checks === null ? null : describeChecks(report.checks) }),
  ...(failure === null ? {} : { error: failure }),
});
