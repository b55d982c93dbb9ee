import { Database, type DatabaseError } from "@trialflow/database";
import { stagedTables } from "@trialflow/transform";
import { Cause, Data, Effect, Exit } from "effect";
import type { PipelineError } from "../errors.ts";
import type { IngestFailure } from "../ingest.ts";
import { finishRun } from "../ledger/finishRun.ts";
import { holdRunLock } from "../ledger/holdRunLock.ts";
import { runStep } from "../ledger/runStep.ts";
import { readSourceState } from "../ledger/sourceState.ts";
import { startRun } from "../ledger/startRun.ts";
import type { Program } from "../Program.ts";
import { checkStep } from "../steps/checkStep.ts";
import { publishStep } from "../steps/publishStep.ts";
import type { RejectSelection } from "./RejectSelection.ts";
import type { ReplayReport, ReplayResult } from "./ReplayReport.ts";
import { replayInto } from "./replayInto.ts";

export type { ReplayedReject, ReplayReport, ReplayResult } from "./ReplayReport.ts";

/** What to read anew. Nothing selected means all of the present content. */
export interface ReplayRequest extends RejectSelection {
  readonly source: string;
  /** Tells what a replay would give, and undoes it. */
  readonly isDryRun: boolean;
}

/** Carries what a dry run found out of its transaction, which is rolled back by it. */
class DryRunDone extends Data.TaggedError("DryRunDone")<{ readonly result: ReplayResult }> {}

const operation = "rejects.replay";

/** The replay itself, undone at the end: it cannot tell anything else than the real one. */
const rehearse = (
  request: ReplayRequest,
): Effect.Effect<ReplayReport, DatabaseError | PipelineError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const result = yield* database
      .transaction(
        { operation, role: "trialflow_transformer" },
        Effect.gen(function* () {
          const runId = yield* startRun({ ...request }, request.source);
          return yield* new DryRunDone({ result: yield* replayInto(runId, request.source, request) });
        }),
      )
      .pipe(Effect.catchTag("DryRunDone", ({ result }) => Effect.succeed(result)));
    const status = result.replayed.length + result.settledAlong > 0 ? "succeeded" : "unchanged";
    return { ...result, runId: null, isDryRun: true, status, steps: [], checks: null, published: null };
  });

/** A replay changed staging and what came of it has not been published yet. */
const isUnfinished = (source: string) =>
  Effect.map(
    readSourceState(source),
    (state) =>
      state.staged_load_id !== null &&
      state.staged_load_id === state.published_load_id &&
      state.published_rule_version === null,
  );

const perform = (runId: string, request: ReplayRequest) =>
  Effect.gen(function* () {
    const { source } = request;
    const [result, replay] = yield* runStep(
      { runId, name: "transform", subject: "replay of rejects", role: "trialflow_transformer" },
      Effect.map(replayInto(runId, source, request), (done) => {
        const hasChanged = done.replayed.length + done.settledAlong > 0;
        const resolved = done.replayed.filter(({ outcome }) => outcome === "resolved").length;
        return {
          value: done,
          status: hasChanged ? ("succeeded" as const) : ("unchanged" as const),
          rowsIn: done.asked,
          rowsOut: resolved,
          rejected: done.asked - resolved,
          details: { rule_version: done.ruleVersion, settled_along: done.settledAlong },
          written: hasChanged ? stagedTables : [],
          audit: null,
        };
      }),
    );
    const report: ReplayReport = {
      ...result,
      runId,
      isDryRun: false,
      status: replay.status,
      steps: [replay],
      checks: null,
      published: null,
    };
    if (replay.status === "unchanged" && !(yield* isUnfinished(source))) return report;
    const [checks, check] = yield* checkStep(runId, source, { isForced: false });
    const checked = { ...report, steps: [replay, check], checks };
    if (checks.verdict === "failed") return { ...checked, status: "gate_failed" as const };
    const [published, publish] = yield* publishStep(runId, source);
    return { ...checked, status: "succeeded" as const, steps: [replay, check, publish], published };
  });

/**
 * Reads rejects anew by the rules of this program, without the source file, and brings what that gives through the checks to analysts.
 *
 * The reading, its outcomes and its audit entry are one transaction; checking and publishing are the ordinary steps, and the next run or
 * replay does them if this one is stopped before. A closed gate is a report with status `gate_failed`, not an error.
 *
 * Errors      {@link PipelineError} `UnknownReject`, `LockHeld`, and whatever stops a step
 * Idempotent  yes
 */
export const replayRejects = (request: ReplayRequest): Effect.Effect<ReplayReport, IngestFailure, Database | Program> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* holdRunLock(operation);
      if (request.isDryRun) return yield* rehearse(request);
      const runId = yield* startRun({ ...request }, request.source);
      const exit = yield* Effect.exit(
        perform(runId, request).pipe(
          Effect.annotateLogs({ runId }),
          Effect.onInterrupt(() => Effect.ignore(finishRun(runId, "interrupted", "stopped by a signal"))),
        ),
      );
      if (Exit.isSuccess(exit)) {
        yield* finishRun(runId, exit.value.status, null);
        return exit.value;
      }
      const failure = Cause.findErrorOption(exit.cause);
      if (failure._tag === "Some") yield* Effect.ignore(finishRun(runId, "failed", failure.value.message));
      else if (Cause.hasDies(exit.cause)) yield* Effect.ignore(finishRun(runId, "failed", "a defect of the program"));
      return yield* exit;
    }),
  );
