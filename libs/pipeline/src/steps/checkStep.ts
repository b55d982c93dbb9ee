import { recordReport, runSuite, type SuiteReport, trialSuite } from "@trialflow/quality";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { isPastLoad } from "../ledger/pastLoads.ts";
import { readCheckReport } from "../ledger/readCheckReport.ts";
import { runStep } from "../ledger/runStep.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { standingCheckRun, suiteFor } from "../ledger/standingCheckRun.ts";

/**
 * Checks staging and records the verdict. What was checked before by the same suite is not checked again unless `isForced`:
 * the verdict stands.
 */
export const checkStep = (runId: string, source: string, options: { readonly isForced: boolean }) =>
  runStep(
    {
      runId,
      name: "check",
      subject: trialSuite.name,
      role: "trialflow_transformer",
      keep: ({ checkRunId }: SuiteReport) => checkRunId,
      recall: readCheckReport,
    },
    Effect.gen(function* () {
      const state = yield* readSourceState(source);
      const { staged_load_id, staged_rule_version } = state;
      if (staged_load_id === null) {
        return yield* Effect.fail(
          new PipelineError({
            operation: "pipeline.check",
            reason: "NotReady",
            message: "Staging is empty. Load and transform a file first: trialflow run --file PATH",
            isRetryable: false,
          }),
        );
      }
      const suite = yield* suiteFor(state);
      const standing = standingCheckRun(state, suite);
      if (standing !== null && !options.isForced) return outcome(yield* readCheckReport(standing), true);
      const report = yield* runSuite(suite, { runId, loadId: staged_load_id });
      yield* recordReport(report);
      yield* moveSourceState(source, {
        checked_load_id: staged_load_id,
        checked_rule_version: staged_rule_version,
        checked_suite_version: suite.version,
        check_run_id: report.checkRunId,
        // What was refused in the past does not stand in the way of the present.
        ...(report.verdict === "failed" && (yield* isPastLoad(staged_load_id))
          ? { loaded_load_id: state.published_load_id }
          : {}),
      });
      return outcome(report, false);
    }),
  );

const outcome = (report: SuiteReport, isKnown: boolean) => {
  const count = report.results.length;
  return {
    value: report,
    status:
      report.verdict === "failed"
        ? ("gate_failed" as const)
        : isKnown
          ? ("unchanged" as const)
          : ("succeeded" as const),
    rowsIn: count,
    rowsOut: count,
    rejected: 0,
    details: { check_run_id: report.checkRunId, verdict: report.verdict },
    written: [],
    audit: isKnown ? null : { act: "check", subject: `${report.suite} ${report.suiteVersion}`, contentHash: null },
  };
};
