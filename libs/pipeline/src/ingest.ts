import type { Database, DatabaseError } from "@trialflow/database";
import type { ExtractError, Sources } from "@trialflow/extract";
import type { QualityError } from "@trialflow/quality";
import type { RunStatus, StepName } from "@trialflow/schema";
import { Cause, Clock, type Config, Data, Effect, Exit, Ref } from "effect";
import type { PipelineError } from "./errors.ts";
import { finishRun } from "./ledger/finishRun.ts";
import { holdRunLock } from "./ledger/holdRunLock.ts";
import { originOfLoaded } from "./ledger/originOfLoaded.ts";
import { readRejectCounts } from "./ledger/readRejectCounts.ts";
import { type CurrentStep, failedStep, rememberStep } from "./ledger/recordFailure.ts";
import { readSourceState } from "./ledger/sourceState.ts";
import { startRun } from "./ledger/startRun.ts";
import type { Program } from "./Program.ts";
import type { RunReport } from "./RunReport.ts";
import { readVocabularyNews } from "./rejects/readVocabularyNews.ts";
import { acquireStep } from "./steps/acquireStep.ts";
import { checkStep } from "./steps/checkStep.ts";
import { type LoadOptions, loadStep } from "./steps/loadStep.ts";
import { publishStep } from "./steps/publishStep.ts";
import { transformStep } from "./steps/transformStep.ts";
import { withSnapshotDate } from "./withSnapshotDate.ts";

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

export type IngestFailure = ExtractError | DatabaseError | QualityError | PipelineError | Config.ConfigError;

/** Fails a run: why, and what it had done until then. What its finished steps committed stays. */
export class RunFailedError extends Data.TaggedError("RunFailedError")<{
  readonly report: RunReport;
  readonly failure: IngestFailure;
}> {
  override get message(): string {
    return this.failure.message;
  }
}

const allSteps: ReadonlyArray<StepName> = ["acquire", "load", "transform", "check", "publish"];

/** The source that files belong to unless configured otherwise. */
export const defaultSource = "ctgov-covid19";

/** A run under way. */
type Draft = Omit<RunReport, "status" | "durationMs" | "rejects" | "vocabularyNews">;

const perform = (request: IngestRequest, draft: Ref.Ref<Draft>, runId: string) =>
  Effect.gen(function* () {
    const { source, extent = "snapshot", isInsertedIntoPast = false } = request;
    const wanted = new Set(request.steps ?? allSteps);
    const note = (change: (done: Draft) => Partial<Draft>) =>
      Ref.update(draft, (done) => ({ ...done, ...change(done) }));

    /** Brings what is loaded through the gate to analysts; false when the gate stayed closed. */
    const advance = Effect.gen(function* () {
      if (wanted.has("transform")) {
        const [, step] = yield* transformStep(runId, source);
        yield* note(({ steps }) => ({ steps: [...steps, step] }));
      }
      if (wanted.has("check")) {
        const [checks, step] = yield* checkStep(runId, source, { isForced: request.steps !== undefined });
        yield* note(({ steps }) => ({ checks, steps: [...steps, step] }));
        if (checks.verdict === "failed") return false;
      }
      if (wanted.has("publish")) {
        const [published, step] = yield* publishStep(runId, source);
        yield* note(({ steps }) => ({ published, steps: [...steps, step] }));
      }
      return true;
    });

    if (!wanted.has("load")) return yield* Effect.asVoid(advance);
    const [found, acquired] = yield* acquireStep(runId, request.files);
    yield* note(({ steps }) => ({ steps: [...steps, acquired] }));
    const files = yield* withSnapshotDate(found, request.snapshotDate);
    for (const [index, file] of files.entries()) {
      const isLast = index === files.length - 1;
      const currentOrigin = yield* originOfLoaded(source);
      const [load, step] = yield* loadStep({ runId, source, file, isLast, currentOrigin, extent, isInsertedIntoPast });
      yield* note(({ loads, steps }) => ({ loads: [...loads, load.report], steps: [...steps, step] }));
      // Each snapshot passes the gate by itself, so that the history has all of them and no unchecked one.
      if ((isLast || load.isPending) && !(yield* advance)) return;
    }
    // What was inserted into the past leaves staging: the present comes back.
    const { loaded_load_id, staged_load_id } = yield* readSourceState(source);
    if (wanted.has("transform") && staged_load_id !== loaded_load_id) yield* advance;
  });

const statusOf = ({ steps }: Draft): RunStatus =>
  steps.some(({ status }) => status === "gate_failed")
    ? "gate_failed"
    : steps.every(({ name, status }) => name === "acquire" || status === "unchanged")
      ? "unchanged"
      : "succeeded";

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
    Effect.gen(function* () {
      yield* holdRunLock("pipeline.ingest");
      const startedAt = yield* Clock.currentTimeMillis;
      const runId = yield* startRun({ ...request });
      const draft = yield* Ref.make<Draft>({ runId, loads: [], steps: [], checks: null, published: null });
      const current = yield* Ref.make<CurrentStep | null>(null);
      const stop = (status: RunStatus, error: string, failure: unknown) =>
        Effect.flatMap(Ref.get(current), (at) => {
          const step = failedStep(at, failure);
          return finishRun(runId, status, error, { step, subject: at?.step === step ? (at?.subject ?? null) : null });
        });
      const finish = (status: RunStatus, failure: IngestFailure | null) =>
        Effect.gen(function* () {
          yield* failure === null ? finishRun(runId, status, null) : stop(status, failure.message, failure);
          const state = yield* readSourceState(request.source);
          const rejects = yield* readRejectCounts(state);
          const vocabularyNews = yield* readVocabularyNews(state);
          const durationMs = (yield* Clock.currentTimeMillis) - startedAt;
          return { ...(yield* Ref.get(draft)), status, rejects, vocabularyNews, durationMs } satisfies RunReport;
        });

      const exit = yield* Effect.exit(
        perform(request, draft, runId).pipe(
          Effect.annotateLogs({ runId }),
          rememberStep(current),
          Effect.onInterrupt(() => Effect.ignore(stop("interrupted", "stopped by a signal", null))),
        ),
      );
      if (Exit.isSuccess(exit)) return yield* finish(statusOf(yield* Ref.get(draft)), null);
      const failure = Cause.findErrorOption(exit.cause);
      if (failure._tag === "Some") {
        const report = yield* finish("failed", failure.value).pipe(
          // The database itself may be what failed: the run is then found as crashed by the next one.
          Effect.catch(() =>
            Effect.map(Ref.get(draft), (done) => ({
              ...done,
              status: "failed" as const,
              rejects: [],
              vocabularyNews: [],
              durationMs: 0,
            })),
          ),
        );
        return yield* Effect.fail(new RunFailedError({ report, failure: failure.value }));
      }
      if (Cause.hasDies(exit.cause)) yield* Effect.ignore(stop("failed", "a defect of the program", null));
      return yield* Effect.failCause(exit.cause as Cause.Cause<never>);
    }),
  );
