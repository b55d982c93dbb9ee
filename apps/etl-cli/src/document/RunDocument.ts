import {
  checkSeverities,
  checkStatuses,
  loadExtents,
  loadOrigins,
  runStatuses,
  stepNames,
  verdicts,
} from "@trialflow/schema";
import { Schema } from "effect";
import { FailureEntry } from "./failureEntry.ts";

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0));

/** What became of one file: read = new + changed + unchanged + duplicate + rejected. */
const LoadEntry = Schema.Struct({
  file: Schema.String,
  origin: Schema.Literals(loadOrigins),
  uri: Schema.String,
  sha256: Schema.String,
  status: Schema.Literals(["loaded", "unchanged", "superseded", "passed_over", "reactivated"]),
  loadId: Schema.NullOr(Schema.Int),
  snapshotDate: Schema.NullOr(Schema.String),
  extent: Schema.Literals(loadExtents),
  read: Count,
  new: Count,
  changed: Count,
  unchanged: Count,
  duplicate: Count,
  rejected: Count,
  vanished: Count,
  /** How the rows came into the database: the file's bytes through COPY, or parsed by fast-csv. Null: bytes that are known need neither. */
  lane: Schema.optionalKey(Schema.NullOr(Schema.Literals(["copy", "parser"]))),
});

/** What one step did; rowsIn = rowsOut + rejected. */
const StepEntry = Schema.Struct({
  name: Schema.Literals(stepNames),
  subject: Schema.String,
  status: Schema.Literals(runStatuses),
  rowsIn: Count,
  rowsOut: Count,
  rejected: Count,
  durationMs: Schema.Finite,
});

const CheckEntry = Schema.Struct({
  name: Schema.String,
  table: Schema.String,
  severity: Schema.Literals(checkSeverities),
  status: Schema.Literals(checkStatuses),
  description: Schema.String,
  checkedCount: Count,
  failedCount: Count,
  /** Failed over checked, 0 to 1. */
  share: Schema.Finite,
  /** The number that a measuring check found; null for others. */
  observed: Schema.NullOr(Schema.Finite),
});

/** What is in quarantine for one reason; `field` is null for whole rows and records. */
export const RejectEntry = Schema.Struct({
  reason: Schema.String,
  field: Schema.NullOr(Schema.String),
  count: Count,
});

/** A word that no vocabulary of the program has; `share` is that of the trials that use it, 0 to 1. */
const VocabularyNewsEntry = Schema.Struct({
  reason: Schema.String,
  field: Schema.String,
  value: Schema.String,
  count: Count,
  share: Schema.Finite,
});

/**
 * The document that `run`, `load`, `transform`, `check` and `publish` print with `--json`: exactly one, also after a failure.
 */
export const RunDocument = Schema.Struct({
  /** Null when no run was begun. */
  runId: Schema.NullOr(Schema.String),
  /** `failed` and `interrupted` come with an `error`, and so does `gate_failed`. */
  status: Schema.Literals(runStatuses),
  loads: Schema.Array(LoadEntry),
  steps: Schema.Array(StepEntry),
  /** Null when the command did not check. */
  checks: Schema.NullOr(
    Schema.Struct({
      verdict: Schema.Literals(verdicts),
      passed: Count,
      warned: Count,
      failed: Count,
      results: Schema.Array(CheckEntry),
    }),
  ),
  /** Rows per table of analytics; null when the command did not publish. */
  published: Schema.NullOr(Schema.Record(Schema.String, Count)),
  rejects: Schema.Array(RejectEntry),
  vocabularyNews: Schema.Array(VocabularyNewsEntry),
  durationMs: Schema.Finite,
  error: Schema.optionalKey(FailureEntry),
});
export type RunDocument = typeof RunDocument.Type;
