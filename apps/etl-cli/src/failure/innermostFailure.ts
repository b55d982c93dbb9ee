import { Predicate } from "effect";

/** Gives the failure that stopped a run, or the error itself where no run carries one. */
export const innermostFailure = (error: unknown): unknown =>
  Predicate.isTagged(error, "RunFailedError") && Predicate.hasProperty(error, "failure") ? error.failure : error;
