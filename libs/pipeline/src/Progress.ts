import type { StepName } from "@trialflow/schema";
import { Context, Effect } from "effect";

/** What happens in a run, as it happens. `total` is null where it is not known beforehand. */
export type ProgressEvent =
  | { readonly _tag: "StepStarted"; readonly step: StepName; readonly subject: string }
  | { readonly _tag: "RowsDone"; readonly step: StepName; readonly rows: number; readonly total: number | null }
  | { readonly _tag: "StepFinished"; readonly step: StepName; readonly subject: string; readonly durationMs: number }
  | { readonly _tag: "Note"; readonly text: string };

/** Receives progress events; does nothing unless an app provides a listener. */
export const Progress = Context.Reference<(event: ProgressEvent) => Effect.Effect<void>>(
  "@trialflow/pipeline/Progress",
  {
    defaultValue: () => () => Effect.void,
  },
);

/** Tells the listener. */
export const report = (event: ProgressEvent): Effect.Effect<void> =>
  Effect.flatMap(Progress, (listen) => listen(event));
