import {
  definitionOf,
  recordReport,
  runSuite,
  runSuiteOnChanges,
  type Suite,
  type SuiteReport,
  trialSuite,
} from "@trialflow/quality";
import { publishedTables } from "@trialflow/transform";
import { getTableConfig } from "drizzle-orm/pg-core";
import { Effect, Option } from "effect";
import { PipelineError } from "../errors.ts";
import { newestPublication, type Publication } from "../evidence/newestPublication.ts";
import { isPastLoad } from "../ledger/pastLoads.ts";
import { readCheckReport } from "../ledger/readCheckReport.ts";
import { runStep } from "../ledger/runStep.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { standingCheckRun, suiteFor } from "../ledger/standingCheckRun.ts";
import { type PublishedState, publishedState } from "./publishedState.ts";

/** How many rows the tables of analytics have, by what the newest act that wrote them wrote down. */
const publishedRows = ({ contents }: Publication) =>
  new Map(
    publishedTables.flatMap((table) => {
      const rows = contents[getTableConfig(table).name]?.rows;
      return rows === undefined ? [] : [[table, rows] as const];
    }),
  );

/** Executes the suite: on what differs from a state that was checked, when there is such a state and it is what it was, else on all. */
const execute = (suite: Suite, published: PublishedState | null, options: Parameters<typeof runSuite>[1]) =>
  Effect.gen(function* () {
    const report = published === null ? null : yield* runSuiteOnChanges(suite, published, options);
    return published === null || report === null
      ? { report: yield* runSuite(suite, options), basis: {} }
      : { report, basis: { touched: published.touched, since_check_run_id: published.checkRunId } };
  });

/**
 * Checks staging and records the verdict. What was checked before by the same suite is not checked again unless `isForced`:
 * the verdict stands. Where staging differs from what was checked and published in few trials, these are checked, and what was counted then is
 * brought up to date; when `isForced`, all are, and all is counted.
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
      const publication = Option.getOrNull(yield* newestPublication);
      const { report, basis } = yield* execute(
        suite,
        options.isForced ? null : yield* publishedState(state, suite, publication),
        {
          runId,
          loadId: staged_load_id,
          ...(publication === null || options.isForced ? {} : { rows: publishedRows(publication) }),
        },
      );
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
      return outcome(report, false, { definition: definitionOf(suite), ...basis });
    }),
  );

/** `basis` says by which definitions was counted, and upon which earlier check run. */
const outcome = (report: SuiteReport, isKnown: boolean, basis: Readonly<Record<string, unknown>> = {}) => {
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
    details: { check_run_id: report.checkRunId, verdict: report.verdict, ...basis },
    written: [],
    audit: isKnown ? null : { act: "check", subject: `${report.suite} ${report.suiteVersion}`, contentHash: null },
  };
};
