import { loadOrigins } from "@trialflow/schema";
import { Schema } from "effect";

/** A file of a run. Shape of `AcquiredFile`; `pinned` is what a plan knows of it: another content is refused. */
export const IngestFile = Schema.Struct({
  path: Schema.String,
  fileName: Schema.String,
  origin: Schema.Literals(loadOrigins),
  uri: Schema.String,
  snapshotDate: Schema.NullOr(Schema.String),
  impossibleDate: Schema.optionalKey(Schema.String),
  fallbackReason: Schema.optionalKey(Schema.String),
  pinned: Schema.optionalKey(Schema.Struct({ sha256: Schema.String, modifiedAt: Schema.Date })),
});
export type IngestFile = typeof IngestFile.Type;
