import { Context, type Effect, type Schema } from "effect";
import type { IngestFailure } from "../ingest.ts";
import type { FileOutcome } from "./FileOutcome.ts";
import type { FileTask } from "./FileTask.ts";
import type { Note } from "./Note.ts";

/** How the work of a run is done: here and now, or by an engine that survives its processes and has many. */
export interface RunEngineShape {
  /**
   * Does a piece of a run's work, named within the run. When an engine does the run's program again after a crash, what was done before gives
   * its result at once.
   */
  readonly once: <A, R>(
    name: string,
    result: Schema.Codec<A, unknown>,
    work: Effect.Effect<A, IngestFailure, R>,
  ) => Effect.Effect<A, IngestFailure, R>;
  /** Brings one file through all steps: `here`, or by `performFile` wherever there is room; `note` then hears of the whole. */
  readonly file: <R>(
    task: FileTask,
    here: Effect.Effect<FileOutcome, IngestFailure, R>,
    note: Note,
  ) => Effect.Effect<FileOutcome, IngestFailure, R>;
}

/** The engine of a run. By default its own process does everything, in memory, with nothing between the steps and their work. */
export const RunEngine: Context.Reference<RunEngineShape> = Context.Reference<RunEngineShape>(
  "@trialflow/pipeline/RunEngine",
  { defaultValue: () => ({ once: (_name, _result, work) => work, file: (_task, here) => here }) },
);
