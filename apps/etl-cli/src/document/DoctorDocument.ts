import { type DoctorReport, diagnosisResults } from "@trialflow/operations";
import { Schema } from "effect";

/** The document that `doctor` prints with `--json`. */
export const DoctorDocument = Schema.Struct({
  /** The worst that was found. */
  status: Schema.Literals(["ok", "warning", "failed"]),
  durationMs: Schema.Int,
  diagnoses: Schema.Array(
    Schema.Struct({
      check: Schema.String,
      result: Schema.Literals(diagnosisResults),
      found: Schema.String,
      expected: Schema.String,
      remedy: Schema.NullOr(Schema.String),
    }),
  ),
});
export type DoctorDocument = typeof DoctorDocument.Type;

/** Tells the worst result of an examination beside all of them. */
export const describeExamination = ({ diagnoses, durationMs }: DoctorReport): DoctorDocument => {
  const has = (result: string) => diagnoses.some((diagnosis) => diagnosis.result === result);
  return { status: has("failed") ? "failed" : has("warning") ? "warning" : "ok", durationMs, diagnoses };
};
