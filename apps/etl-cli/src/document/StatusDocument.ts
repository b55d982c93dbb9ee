import { loadOrigins, runStatuses, verdicts } from "@trialflow/schema";
import { Schema } from "effect";
import { FailureEntry } from "./failureEntry.ts";
import { RejectEntry } from "./RunDocument.ts";

/** A load as `status` and `sources` show it. */
export const LoadedEntry = Schema.Struct({
  loadId: Schema.Int,
  file: Schema.String,
  origin: Schema.Literals(loadOrigins),
  uri: Schema.String,
  sha256: Schema.String,
  snapshotDate: Schema.NullOr(Schema.String),
  read: Schema.Int,
  loadedAt: Schema.DateFromString,
});
export type LoadedEntry = typeof LoadedEntry.Type;

const RunEntry = Schema.Struct({
  runId: Schema.String,
  program: Schema.String,
  status: Schema.Literals(runStatuses),
  startedAt: Schema.DateFromString,
  finishedAt: Schema.NullOr(Schema.DateFromString),
  error: Schema.NullOr(Schema.String),
});

/** The document that `status` prints with `--json`. */
export const StatusDocument = Schema.Struct({
  /** `empty`: no run has prepared this database yet. */
  status: Schema.Literals(["ready", "empty", "failed", "interrupted"]),
  /** Null when it could not be reached, or does not exist yet. */
  database: Schema.NullOr(
    Schema.Struct({
      host: Schema.String,
      port: Schema.Int,
      database: Schema.String,
      user: Schema.String,
      isEmbedded: Schema.Boolean,
    }),
  ),
  source: Schema.String,
  /** Loads by how far their content has come; null before the first. */
  loadedLoadId: Schema.NullOr(Schema.Int),
  stagedLoadId: Schema.NullOr(Schema.Int),
  checkedLoadId: Schema.NullOr(Schema.Int),
  published: Schema.NullOr(LoadedEntry),
  publishedAt: Schema.NullOr(Schema.DateFromString),
  publishedRows: Schema.Record(Schema.String, Schema.Int),
  verdict: Schema.NullOr(Schema.Literals(verdicts)),
  rejects: Schema.Array(RejectEntry),
  /** The newest first. */
  runs: Schema.Array(RunEntry),
  error: Schema.optionalKey(FailureEntry),
});
export type StatusDocument = typeof StatusDocument.Type;
