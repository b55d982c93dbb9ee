import { Schema } from "effect";

/** How often, and after which waits, a step is tried again whose error says that it may pass. Times in milliseconds. */
export const RetryRule = Schema.Struct({
  attempts: Schema.Int,
  firstDelayMs: Schema.Int,
  maxDelayMs: Schema.Int,
});
export type RetryRule = typeof RetryRule.Type;

/** A run to be carried to its end: what was asked for, never rows. */
export const CarriedRun = Schema.Struct({
  /** The fire, and the run in the source's ledger. */
  runId: Schema.String,
  /** A run that people let go on after its end is carried anew, under the next number. */
  resumedCount: Schema.Int,
  schedule: Schema.String,
  source: Schema.String,
  /** The source's own database; null is the scheduler's. */
  database: Schema.NullOr(Schema.String),
  files: Schema.Array(Schema.String),
  extent: Schema.Literals(["snapshot", "increment"]),
  isInsertedIntoPast: Schema.Boolean,
  /** ISO 8601 in UTC. */
  scheduledAt: Schema.String,
  retry: RetryRule,
});
export type CarriedRun = typeof CarriedRun.Type;

/** A turn of a run: whoever takes it carries the run on by one file and leaves the rest to the next turn. */
export const Turn = Schema.Struct({ run: CarriedRun, turn: Schema.Int });
export type Turn = typeof Turn.Type;
