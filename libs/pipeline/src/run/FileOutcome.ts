import { Schema } from "effect";
import { LoadReport } from "./LoadReport.ts";
import { StepReport } from "./StepReport.ts";

/** What became of a file and of what it brought. */
export const FileOutcome = Schema.Struct({
  load: LoadReport,
  steps: Schema.Array(StepReport),
  /** Whether something had to be brought through the gate. */
  wasAdvanced: Schema.Boolean,
  /** False when the gate stayed closed. */
  isOpen: Schema.Boolean,
  checkRunId: Schema.NullOr(Schema.String),
  published: Schema.NullOr(Schema.Record(Schema.String, Schema.Int)),
});
export type FileOutcome = typeof FileOutcome.Type;
