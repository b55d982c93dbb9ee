import { stepNames } from "@trialflow/schema";
import { Schema } from "effect";

/** What a step did, as the ledger and the summary show it. Rows in are rows out and rows set aside. */
export const StepReport = Schema.Struct({
  name: Schema.Literals(stepNames),
  subject: Schema.String,
  status: Schema.Literals(["succeeded", "unchanged", "gate_failed"]),
  rowsIn: Schema.Int,
  rowsOut: Schema.Int,
  rejected: Schema.Int,
  durationMs: Schema.Int,
});
export type StepReport = typeof StepReport.Type;
