import type { Effect } from "effect";
import type { OpenLineageError } from "../errors.ts";
import type { RunEvent } from "../event/RunEvent.ts";

/** A way to those who want to have the events. */
export interface EventTransport {
  /** Delivers events in their order; what comes after one that could not be delivered stays undelivered. */
  readonly send: (events: ReadonlyArray<RunEvent>) => Effect.Effect<void, OpenLineageError>;
}
