import type { ProgressEvent } from "@trialflow/pipeline";
import { Effect } from "effect";

/** Logs what happens in a run: a line per finished step, and at level debug its start and its rows. */
export const logProgress = (event: ProgressEvent): Effect.Effect<void> => {
  switch (event._tag) {
    case "StepStarted": {
      const { step, subject } = event;
      return Effect.annotateLogs(Effect.logDebug("Step started"), { step, subject });
    }
    case "RowsDone": {
      const { step, rows, total } = event;
      return Effect.annotateLogs(Effect.logDebug("Rows done"), { step, rows, total });
    }
    case "StepFinished": {
      const { step, subject, durationMs } = event;
      return Effect.annotateLogs(Effect.logInfo("Step finished"), { step, subject, durationMs });
    }
    case "Note":
      return Effect.logInfo(event.text);
  }
};
