import type { Effect } from "effect";
import type { Draft } from "./Draft.ts";

/** Adds to what is known of a run under way. */
export type Note = (change: (done: Draft) => Partial<Draft>) => Effect.Effect<void>;
