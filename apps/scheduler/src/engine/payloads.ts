import { FileTask } from "@trialflow/pipeline";
import { Schema } from "effect";

/** How often, and after which waits, a step is tried again whose error says that it may pass. Times in milliseconds. */
export const RetryRule = Schema.Struct({
  attempts: Schema.Int,
  firstDelayMs: Schema.Int,
  maxDelayMs: Schema.Int,
});
export type RetryRule = typeof RetryRule.Type;

/** The run that a piece of work belongs to. A run that people let go on after its end is carried anew, under the next number. */
export const CarriedRunRef = Schema.Struct({
  /** The fire, and the run in the source's ledger. */
  runId: Schema.String,
  resumedCount: Schema.Int,
  /** The source's own database; null is the scheduler's. */
  database: Schema.NullOr(Schema.String),
  retry: RetryRule,
});
export type CarriedRunRef = typeof CarriedRunRef.Type;

/** A run to be carried to its end. */
export const RunPayload = Schema.Struct({
  ref: CarriedRunRef,
  schedule: Schema.String,
  source: Schema.String,
  files: Schema.Array(Schema.String),
  extent: Schema.Literals(["snapshot", "increment"]),
  isInsertedIntoPast: Schema.Boolean,
  /** ISO 8601 in UTC. */
  scheduledAt: Schema.String,
});
export type RunPayload = typeof RunPayload.Type;

/** One file of a run: a reference, never rows. */
export const FilePayload = Schema.Struct({ ref: CarriedRunRef, task: FileTask });
export type FilePayload = typeof FilePayload.Type;

/** How a run ended that came to its end. */
export const RunEnd = Schema.Struct({ status: Schema.Literals(["succeeded", "unchanged", "gate_failed"]) });
export type RunEnd = typeof RunEnd.Type;
