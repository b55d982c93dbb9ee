import { CurrentTransaction, type Database, type DatabaseError } from "@trialflow/database";
import type { ExtractError, Sources } from "@trialflow/extract";
import type { QualityError } from "@trialflow/quality";
import type { RunStatus, StepName } from "@trialflow/schema";
import { Cause, Clock, type Config, Data, Effect, Exit, Ref } from "effect";
import type { PipelineError } from "./errors.ts";
import { finishRun } from "./ledger/finishRun.ts";
import { holdRunLock } from "./ledger/holdRunLock.ts";
import { readCheckReport } from "./ledger/readCheckReport.ts";
import { readRejectCounts } from "./ledger/readRejectCounts.ts";
import { type CurrentStep, failedStep, rememberStep } from "./ledger/recordFailure.ts";
import { readSourceState } from "./ledger/sourceState.ts";
import { startRun } from "./ledger/startRun.ts";
import type { Program } from "./Program.ts";
import { tellListeners } from "./RunListeners.ts";
import type { RunReport } from "./RunReport.ts";
import { readVocabularyNews } from "./rejects/readVocabularyNews.ts";
import type { Draft } from "./run/Draft.ts";
import { type Performance, performRun } from "./run/performRun.ts";
import type { StepFailure } from "./run/StepFailure.ts";
import { findFiles } from "./steps/acquireStep.ts";
import type { LoadOptions } from "./steps/loadStep.ts";

/** What to do. */
export interface IngestRequest extends LoadOptions {
  readonly source: string;
  /** Paths and patterns; empty means the inbox, Kaggle or the bundled sample. */
  readonly files: ReadonlyArray<string>;
  /** Which steps; all of them by default. `acquire` and `load` go together. */
  readonly steps?: ReadonlyArray<StepName>;
  /** The date of the snapshot, `YYYY-MM-DD`, for a single file whose name has none. */
  readonly snapshotDate?: string;
}

export type IngestFailure =
  | ExtractError
  | DatabaseError
  | QualityError
  | PipelineError
  | StepFailure
  | Config.ConfigError;

/** Fails a run: why, and what it had done until then. What its finished steps committed stays. */
export class RunFailedError extends Data.TaggedError("RunFailedError")<{
  readonly report: RunReport;
  readonly failure: IngestFailure;
}> {
  override get message(): string {
    return this.failure.message;
  }
}

/** The source that files belong to unless configured otherwise. */
export const defaultSource = "ctgov-covid19";

/** Tells how a run ended by what its steps did. */
export const statusOf = ({ steps }: Pick<Draft, "steps">): "succeeded" | "unchanged" | "gate_failed" =>
  steps.findLast(({ name }) => name === "check")?.status === "gate_failed"
    ? "gate_failed"
    : steps.every(({ name, status }) => name === "acquire" || status === "unchanged")
      ? "unchanged"
      : "succeeded";

/** How a run comes to its files, and what else is to be noted of it. */
export interface RunOptions extends Pick<Performance, "findFiles"> {
  /** Beside the request, for the ledger. */
  readonly notes?: Readonly<Record<string, unknown>>;
  readonly watch?: Performance["watch"];
}

/** Does what {@link ingest} does, for a caller that holds the run lock and knows the files. */
export const ingestLocked = (
  request: IngestRequest,
  { findFiles, notes = {}, watch }: RunOptions,
): Effect.Effect<RunReport, RunFailedError | DatabaseError | PipelineError, Database | Sources | Program> =>
  Effect.gen(function* () {
    const isPartOfLarger = (yield* CurrentTransaction) !== null;
    const startedAt = yield* Clock.currentTimeMillis;
    const runId = yield* startRun({ ...request, ...notes }, request.source);
    if (!isPartOfLarger) yield* tellListeners("started", runId);
    const draft = yield* Ref.make<Draft>({ runId, loads: [], steps: [], checkRunId: null, published: null });
    const current = yield* Ref.make<CurrentStep | null>(null);
    const stop = (status: RunStatus, error: string, failure: unknown) =>
      Effect.flatMap(Ref.get(current), (at) => {
        const step = failedStep(at, failure);
        return finishRun(runId, status, error, { step, subject: at?.step === step ? (at?.subject ?? null) : null });
      });
    const finish = (status: RunStatus, failure: IngestFailure | null) =>
      Effect.gen(function* () {
        yield* failure === null ? finishRun(runId, status, null) : stop(status, failure.message, failure);
        if (!isPartOfLarger) yield* tellListeners("finished", runId);
        const state = yield* readSourceState(request.source);
        const rejects = yield* readRejectCounts(state);
        const vocabularyNews = yield* readVocabularyNews(state);
        const { checkRunId, ...done } = yield* Ref.get(draft);
        const checks = checkRunId === null ? null : yield* readCheckReport(checkRunId);
        const durationMs = (yield* Clock.currentTimeMillis) - startedAt;
        return { ...done, checks, status, rejects, vocabularyNews, durationMs } satisfies RunReport;
      });

    const exit = yield* Effect.exit(
      performRun({ request, runId, draft, findFiles, ...(watch === undefined ? {} : { watch }) }).pipe(
        Effect.annotateLogs({ runId }),
        rememberStep(current),
        // What a larger transaction undoes needs no end, and its connection may still be busy with a statement.
        Effect.onInterrupt(() =>
          isPartOfLarger
            ? Effect.void
            : Effect.ignore(
                Effect.andThen(stop("interrupted", "stopped by a signal", null), tellListeners("finished", runId)),
              ),
        ),
      ),
    );
    if (Exit.isSuccess(exit)) return yield* finish(statusOf(yield* Ref.get(draft)), null);
    const failure = Cause.findErrorOption(exit.cause);
    if (failure._tag === "Some") {
      const report = yield* finish("failed", failure.value).pipe(
        // The database itself may be what failed: the run is then found as crashed by the next one.
        Effect.catch(() =>
          Effect.map(Ref.get(draft), ({ checkRunId: _, ...done }) => ({
            ...done,
            checks: null,
            status: "failed" as const,
            rejects: [],
            vocabularyNews: [],
            durationMs: 0,
          })),
        ),
      );
      return yield* Effect.fail(new RunFailedError({ report, failure: failure.value }));
    }
    if (Cause.hasDies(exit.cause)) {
      yield* Effect.ignore(stop("failed", "a defect of the program", null));
      if (!isPartOfLarger) yield* tellListeners("finished", runId);
    }
    return yield* Effect.failCause(exit.cause as Cause.Cause<never>);
  });

/**
 * Runs the pipeline: acquire; then for each file load, transform, check, publish. Each step commits with its ledger row or not at all,
 * and finds out by itself what is left to do, so a run that was killed is repaired by running again.
 *
 * Errors      {@link RunFailedError}, which carries what was done; a failed gate is a report with status `gate_failed`, not an
 *             error; {@link PipelineError} `LockHeld` when another run is under way
 * Idempotent  yes
 */
export const ingest = (
  request: IngestRequest,
): Effect.Effect<RunReport, RunFailedError | DatabaseError | PipelineError, Database | Sources | Program> =>
  Effect.scoped(
    Effect.andThen(holdRunLock("pipeline.ingest"), ingestLocked(request, { findFiles: findFiles(request.files) })),
  ).pipe(Effect.withSpan("run", { attributes: { source: request.source } }));
