import type { Database, DatabaseError } from "@trialflow/database";
import type { ExtractError, Sources } from "@trialflow/extract";
import type { SuiteReport } from "@trialflow/quality";
import type { StepName } from "@trialflow/schema";
import { Effect, Ref } from "effect";
import type { IngestRequest } from "./ingest.ts";
import { isLoadPending } from "./ledger/isLoadPending.ts";
import { originOfLoaded } from "./ledger/originOfLoaded.ts";
import { readSourceState } from "./ledger/sourceState.ts";
import type { RunReport } from "./RunReport.ts";
import { acquireStep } from "./steps/acquireStep.ts";
import { checkStep } from "./steps/checkStep.ts";
import { type IngestFile, type LoadReport, loadStep } from "./steps/loadStep.ts";
import { publishStep } from "./steps/publishStep.ts";
import { transformStep } from "./steps/transformStep.ts";
import { withSnapshotDate } from "./withSnapshotDate.ts";

const allSteps: ReadonlyArray<StepName> = ["acquire", "load", "transform", "check", "publish"];

/** A run under way. */
export type Draft = Omit<RunReport, "status" | "durationMs" | "rejects" | "vocabularyNews">;

/** A run that is to be performed. */
export interface Performance {
  readonly request: IngestRequest;
  readonly runId: string;
  readonly draft: Ref.Ref<Draft>;
  readonly findFiles: Effect.Effect<ReadonlyArray<IngestFile>, ExtractError, Sources>;
  /** Hears of each file when nothing is left to do about it. */
  readonly watch?: (load: LoadReport, checks: SuiteReport | null) => Effect.Effect<void, DatabaseError, Database>;
}

/** Takes the steps of a run: acquire; then for each file load, transform, check, publish, until a gate stays closed. */
export const performSteps = ({ request, runId, draft, findFiles, watch }: Performance) =>
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
    const found = yield* findFiles;
    const acquired = yield* acquireStep(runId, found);
    yield* note(({ steps }) => ({ steps: [...steps, acquired] }));
    const files = yield* withSnapshotDate(found, request.snapshotDate);
    // What an earlier run loaded and was stopped before publishing comes first: the history shall have it, increments build upon it.
    if (request.steps === undefined && (yield* isLoadPending(source))) yield* advance;
    for (const [index, file] of files.entries()) {
      const isLast = index === files.length - 1;
      const currentOrigin = yield* originOfLoaded(source);
      const [load, step] = yield* loadStep({ runId, source, file, isLast, currentOrigin, extent, isInsertedIntoPast });
      yield* note(({ loads, steps }) => ({ loads: [...loads, load.report], steps: [...steps, step] }));
      // Each snapshot passes the gate by itself, so that the history has all of them and no unchecked one.
      const isToAdvance = isLast || load.isPending;
      const isOpen = !isToAdvance || (yield* advance);
      if (watch !== undefined) yield* watch(load.report, isToAdvance ? (yield* Ref.get(draft)).checks : null);
      if (!isOpen) return;
    }
    // What was inserted into the past leaves staging: the present comes back.
    const { loaded_load_id, staged_load_id } = yield* readSourceState(source);
    if (wanted.has("transform") && staged_load_id !== loaded_load_id) yield* advance;
  });
