import type { Database } from "@trialflow/database";
import { Context, Effect } from "effect";

/** Hears of a run's begin and end, when they are committed; what it says elsewhere it reads from the ledger. It cannot fail a run. */
export interface RunListener {
  readonly started: (runId: string) => Effect.Effect<void, never, Database>;
  readonly finished: (runId: string) => Effect.Effect<void, never, Database>;
}

/** Those who want to hear of runs; nobody by default. */
export const RunListeners = Context.Reference<ReadonlyArray<RunListener>>("@trialflow/pipeline/RunListeners", {
  defaultValue: () => [],
});

/** Tells all listeners, one after the other. */
export const tellListeners = (event: keyof RunListener, runId: string): Effect.Effect<void, never, Database> =>
  Effect.flatMap(RunListeners, (listeners) =>
    Effect.forEach(listeners, (listener) => listener[event](runId), { discard: true }),
  );
