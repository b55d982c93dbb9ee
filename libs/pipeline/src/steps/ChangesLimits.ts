import { Context } from "effect";

/** When a snapshot is checked by its changes alone. */
export interface ChangesLimits {
  /** Fewer staged trials than these are checked as a whole, which takes no time. */
  readonly minTrials: number;
  /** When a larger share of the trials differs from what is published (0 to 1), all are checked. */
  readonly maxTouchedShare: number;
}

/** The limits in force. */
export const CurrentChangesLimits = Context.Reference<ChangesLimits>("@trialflow/pipeline/ChangesLimits", {
  defaultValue: () => ({ minTrials: 20_000, maxTouchedShare: 0.1 }),
});
