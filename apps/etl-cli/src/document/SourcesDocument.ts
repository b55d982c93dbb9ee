import { loadOrigins } from "@trialflow/schema";
import { Schema } from "effect";
import { FailureEntry } from "./failureEntry.ts";
import { LoadedEntry } from "./StatusDocument.ts";

/** The document that `sources` prints with `--json`. */
export const SourcesDocument = Schema.Struct({
  status: Schema.Literals(["ready", "failed", "interrupted"]),
  /** The source that `run` without `--file` would use first; null when there is none. */
  next: Schema.NullOr(Schema.Literals(loadOrigins)),
  /** Null after a failure. */
  inbox: Schema.NullOr(
    Schema.Struct({
      folder: Schema.String,
      files: Schema.Array(
        Schema.Struct({
          fileName: Schema.String,
          sizeBytes: Schema.Int,
          snapshotDate: Schema.NullOr(Schema.String),
          /** What stands in the name in the place of a date and is none: a run refuses the file. */
          impossibleDate: Schema.NullOr(Schema.String),
        }),
      ),
      /** Files of no kind that can be loaded. */
      ignored: Schema.Array(Schema.String),
    }),
  ),
  kaggle: Schema.NullOr(
    Schema.Struct({
      isAsked: Schema.Boolean,
      dataset: Schema.String,
      fileName: Schema.String,
      url: Schema.String,
      credentials: Schema.Struct({
        kind: Schema.Literals(["token", "key", "none", "unusable"]),
        foundIn: Schema.NullOr(Schema.String),
        problem: Schema.NullOr(Schema.String),
      }),
    }),
  ),
  sample: Schema.NullOr(Schema.Struct({ path: Schema.String, sizeBytes: Schema.NullOr(Schema.Int) })),
  /** What is published; null before the first publication, or when the warehouse cannot be asked. */
  published: Schema.NullOr(LoadedEntry),
  error: Schema.optionalKey(FailureEntry),
});
export type SourcesDocument = typeof SourcesDocument.Type;
