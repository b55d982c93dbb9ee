import type { Database, DatabaseError } from "@trialflow/database";
import type { ExtractError, Sources } from "@trialflow/extract";
import type { SuiteReport } from "@trialflow/quality";
import type { Config } from "effect";
import { Effect, Ref, Schema } from "effect";
import type { IngestFailure, IngestRequest } from "../ingest.ts";
import { isLoadPending } from "../ledger/isLoadPending.ts";
import { readCheckReport } from "../ledger/readCheckReport.ts";
import { readSourceState } from "../ledger/sourceState.ts";
import type { Program } from "../Program.ts";
import { acquireStep } from "../steps/acquireStep.ts";
import { withSnapshotDate } from "../withSnapshotDate.ts";
import { advance, isWanted } from "./advance.ts";
import type { Draft } from "./Draft.ts";
import { IngestFile } from "./IngestFile.ts";
import type { LoadReport } from "./LoadReport.ts";
import type { Note } from "./Note.ts";
import { performFile } from "./performFile.ts";
import { RunEngine } from "./RunEngine.ts";
import type { RunOrder } from "./RunOrder.ts";
import { StepReport } from "./StepReport.ts";

const Acquired = Schema.Struct({ files: Schema.Array(IngestFile), step: StepReport });

/** A run that is to be performed. */
export interface Performance {
  readonly request: IngestRequest;
  readonly runId: string;
  readonly draft: Ref.Ref<Draft>;
  readonly findFiles: Effect.Effect<ReadonlyArray<IngestFile>, ExtractError | Config.ConfigError, Sources>;
  /** Hears of each file when nothing is left to do about it. */
  readonly watch?: (load: LoadReport, checks: SuiteReport | null) => Effect.Effect<void, DatabaseError, Database>;
}

/**
 * Takes the steps of a run: acquire; then for each file load, transform, check, publish, until a gate stays closed.
 *
 * Everything that depends on the state of the world is asked through the engine, so that a repetition of the program after a crash
 * takes the same way.
 */
export const performRun = ({
  request,
  runId,
  draft,
  findFiles,
  watch,
}: Performance): Effect.Effect<void, IngestFailure, Database | Sources | Program> =>
  Effect.gen(function* () {
    const engine = yield* RunEngine;
    const { source, extent = "snapshot", isInsertedIntoPast = false, steps = null } = request;
    const order: RunOrder = { runId, source, extent, isInsertedIntoPast, steps };
    const note: Note = (change) => Ref.update(draft, (done) => ({ ...done, ...change(done) }));

    if (!isWanted(order, "load")) return yield* Effect.asVoid(advance(order, "", note));
    const acquired = yield* engine.once(
      "acquire",
      Acquired,
      Effect.gen(function* () {
        const files = yield* findFiles;
        return { files, step: yield* acquireStep(runId, files) };
      }),
    );
    yield* note((done) => ({ steps: [...done.steps, acquired.step] }));
    const files = yield* withSnapshotDate(acquired.files, request.snapshotDate);
    // What an earlier run loaded and was stopped before publishing comes first: the history shall have it, increments build upon it.
    const isToPublishFirst =
      order.steps === null && (yield* engine.once("pending", Schema.Boolean, isLoadPending(source)));
    if (isToPublishFirst) yield* advance(order, "pending/", note);
    for (const [index, file] of files.entries()) {
      const task = { order, index, isLast: index === files.length - 1, file };
      const outcome = yield* engine.file(task, performFile(task, note), note);
      if (watch !== undefined) {
        const { checkRunId } = yield* Ref.get(draft);
        const isJudged = outcome.wasAdvanced && checkRunId !== null;
        yield* watch(outcome.load, isJudged ? yield* readCheckReport(checkRunId) : null);
      }
      if (!outcome.isOpen) return;
    }
    // What was inserted into the past leaves staging: the present comes back.
    const isPastStaged = engine.once(
      "past",
      Schema.Boolean,
      Effect.map(readSourceState(source), ({ loaded_load_id, staged_load_id }) => staged_load_id !== loaded_load_id),
    );
    if (isWanted(order, "transform") && (yield* isPastStaged)) yield* advance(order, "present/", note);
  });
