import type { Database } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import { Effect, Ref, Schema } from "effect";
import type { IngestFailure } from "../ingest.ts";
import { originOfLoaded } from "../ledger/originOfLoaded.ts";
import type { Program } from "../Program.ts";
import { loadStep } from "../steps/loadStep.ts";
import { advance } from "./advance.ts";
import type { Draft } from "./Draft.ts";
import type { FileOutcome } from "./FileOutcome.ts";
import type { FileTask } from "./FileTask.ts";
import { LoadReport } from "./LoadReport.ts";
import type { Note } from "./Note.ts";
import { RunEngine } from "./RunEngine.ts";
import { StepReport } from "./StepReport.ts";

const Loaded = Schema.Struct({ load: LoadReport, isPending: Schema.Boolean, step: StepReport });

/**
 * Brings one file of a run through its steps: load, and then, when it brought something, transform, check, publish. Each snapshot passes the gate
 * by itself, so that the history has all of them and no unchecked one.
 *
 * `note` hears of each step that is done.
 */
export const performFile = (
  { order, index, isLast, file }: FileTask,
  note: Note,
): Effect.Effect<FileOutcome, IngestFailure, Database | Sources | Program> =>
  Effect.gen(function* () {
    const engine = yield* RunEngine;
    const { runId, source, extent, isInsertedIntoPast } = order;
    const nothing: Draft = { runId, loads: [], steps: [], checkRunId: null, published: null };
    const own = yield* Ref.make(nothing);
    const noteBoth: Note = (change) =>
      Effect.andThen(
        Ref.update(own, (done) => ({ ...done, ...change(done) })),
        note(change),
      );
    const place = `${index}/`;
    const loaded = yield* engine.once(
      `${place}load`,
      Loaded,
      Effect.gen(function* () {
        const currentOrigin = yield* originOfLoaded(source);
        const [{ report, isPending }, step] = yield* loadStep({
          runId,
          source,
          file,
          isLast,
          currentOrigin,
          extent,
          isInsertedIntoPast,
        });
        return { load: report, isPending, step };
      }),
    );
    yield* noteBoth(({ loads, steps }) => ({ loads: [...loads, loaded.load], steps: [...steps, loaded.step] }));
    const wasAdvanced = isLast || loaded.isPending;
    const isOpen = !wasAdvanced || (yield* advance(order, place, noteBoth));
    const { steps, checkRunId, published } = yield* Ref.get(own);
    return { load: loaded.load, steps, wasAdvanced, isOpen, checkRunId, published };
  });
