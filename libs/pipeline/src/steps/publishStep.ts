import { describeExceededLimits, type SuiteReport } from "@trialflow/quality";
import {
  countPublishedRows,
  publishedTables,
  publishStaging,
  readPublishedContents,
  recordHistory,
  rowsOfContents,
  type TableContents,
} from "@trialflow/transform";
import { Clock, Effect, Option } from "effect";
import { PipelineError } from "../errors.ts";
import { newestPublication } from "../evidence/newestPublication.ts";
import { isPastLoad } from "../ledger/pastLoads.ts";
import { readCheckReport } from "../ledger/readCheckReport.ts";
import { runStep } from "../ledger/runStep.ts";
import { moveSourceState, readSourceState } from "../ledger/sourceState.ts";
import { standingCheckRun, suiteFor } from "../ledger/standingCheckRun.ts";

const gateClosed = (results: SuiteReport["results"]) => {
  const exceeded = describeExceededLimits(results).map((text) => ` ${text}`);
  const names = results.filter(({ status }) => status === "failed").map(({ name }) => name);
  return new PipelineError({
    operation: "pipeline.publish",
    reason: "GateFailed",
    message: `What stands in staging has not passed its checks (${names.join(", ")}). Nothing was published, analytics is as it was.${exceeded.join("")} Correct the data at its source and run again; the failing rows are in ops.check_failures.`,
    isRetryable: false,
  });
};

/**
 * Publishes staging, if its checks have passed. Does nothing when analytics has it already. A load that lies in the past goes into
 * the history alone.
 *
 * Gives the rows per table of analytics afterwards; when nothing is to be done, those that the newest publication wrote down.
 */
export const publishStep = (runId: string, source: string) =>
  runStep(
    { runId, name: "publish", subject: source, role: "trialflow_transformer" },
    Effect.gen(function* () {
      const state = yield* readSourceState(source);
      const { staged_load_id, staged_rule_version } = state;
      const checkRunId = standingCheckRun(state, yield* suiteFor(state));
      if (checkRunId === null || staged_load_id === null) {
        return yield* Effect.fail(
          new PipelineError({
            operation: "pipeline.publish",
            reason: "NotReady",
            message: "What stands in staging has not been checked yet. Check it first: trialflow check",
            isRetryable: false,
          }),
        );
      }
      const { verdict, results } = yield* readCheckReport(checkRunId);
      if (verdict === "failed") return yield* Effect.fail(gateClosed(results));
      const known = Option.match(yield* newestPublication, {
        onNone: (): TableContents => ({}),
        onSome: ({ contents }) => contents,
      });
      if (state.published_load_id === staged_load_id && state.published_rule_version === staged_rule_version) {
        return {
          value: rowsOfContents(known) ?? (yield* countPublishedRows),
          status: "unchanged",
          rowsIn: 0,
          rowsOut: 0,
          rejected: 0,
          details: {},
          written: [],
          audit: null,
        };
      }
      const at = new Date(yield* Clock.currentTimeMillis);
      if (yield* isPastLoad(staged_load_id)) {
        const written = yield* recordHistory(staged_load_id, at);
        // The present is staged again, and published again as well: increments since then build upon what was inserted.
        yield* moveSourceState(source, { loaded_load_id: state.published_load_id, published_rule_version: null });
        const contents = yield* readPublishedContents(known, written);
        const tables = Object.fromEntries(Object.entries(contents).map(([name, { rows }]) => [name, rows]));
        return {
          value: tables,
          status: "succeeded",
          rowsIn: 0,
          rowsOut: 0,
          rejected: 0,
          details: { load_id: staged_load_id, inserted_into_past: true, tables },
          written: publishedTables,
          audit: { act: "publish_past", subject: `load ${staged_load_id}`, contentHash: null, evidence: { contents } },
        } as const;
      }
      const published = yield* publishStaging(staged_load_id, at, known);
      yield* moveSourceState(source, {
        published_load_id: staged_load_id,
        published_rule_version: staged_rule_version,
        published_at: at,
      });
      return {
        value: published.tables,
        status: "succeeded",
        rowsIn: published.trials,
        rowsOut: published.trials,
        rejected: 0,
        details: {
          load_id: staged_load_id,
          touched: published.touched,
          tables: published.tables,
        },
        written: publishedTables,
        audit: {
          act: "publish",
          subject: `load ${staged_load_id}`,
          contentHash: published.contentHash,
          evidence: { contents: published.contents },
        },
      } as const;
    }),
  );
