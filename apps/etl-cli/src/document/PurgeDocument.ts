import type { RetentionReport } from "@trialflow/operations";
import { Schema } from "effect";

/** The document that `purge` prints with `--json`. */
export const PurgeDocument = Schema.Struct({
  /** `would_purge` of a dry run. */
  status: Schema.Literals(["purged", "would_purge"]),
  outcomes: Schema.Array(
    Schema.Struct({
      subject: Schema.String,
      /** Null: for ever. */
      retention: Schema.NullOr(Schema.String),
      before: Schema.NullOr(Schema.DateFromString),
      /** Rows by table; of the archive files and bytes. */
      removed: Schema.Record(Schema.String, Schema.Int),
      kept: Schema.Array(Schema.Struct({ path: Schema.String, reason: Schema.String })),
    }),
  ),
  neverRemoved: Schema.Array(
    Schema.Struct({
      tables: Schema.Array(Schema.String),
      rows: Schema.Int,
      sizeBytes: Schema.Int,
      reason: Schema.String,
    }),
  ),
});
export type PurgeDocument = typeof PurgeDocument.Type;

/** Describes what a purge removed, or would. */
export const describePurge = ({ isDryRun, outcomes, neverRemoved }: RetentionReport): PurgeDocument => ({
  status: isDryRun ? "would_purge" : "purged",
  outcomes,
  neverRemoved,
});
