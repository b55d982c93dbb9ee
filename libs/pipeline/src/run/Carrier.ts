import { Context } from "effect";

/** What carries a step from outside of its process: then it is performed once within its run, however often it is begun. */
export interface Carrier {
  /** Names the step within its run. */
  readonly stepKey: string;
  /** Where it is performed, for the ledger. */
  readonly runner: string;
}

/** The carrier of the step under way; null in a run of a single process. */
export const CurrentCarrier = Context.Reference<Carrier | null>("@trialflow/pipeline/CurrentCarrier", {
  defaultValue: () => null,
});
