import { Schema } from "effect";
import { FailureEntry } from "./failureEntry.ts";

/** What was written. */
export const ExportedFile = Schema.Struct({
  loadId: Schema.Int,
  /** The name of the file that was loaded. */
  file: Schema.String,
  /** Where it was written. */
  out: Schema.String,
  rows: Schema.Int,
  /** How many of them the reader could not take. */
  setAside: Schema.Int,
  sizeBytes: Schema.Int,
  sha256: Schema.String,
  /** Whether it is the loaded file byte for byte; its cells are the same in any case. */
  isIdentical: Schema.Boolean,
});
export type ExportedFile = typeof ExportedFile.Type;

/** The document that `export` prints with `--json`. */
export const ExportDocument = Schema.Struct({
  status: Schema.Literals(["written", "failed", "interrupted"]),
  exported: Schema.NullOr(ExportedFile),
  error: Schema.optionalKey(FailureEntry),
});
export type ExportDocument = typeof ExportDocument.Type;
