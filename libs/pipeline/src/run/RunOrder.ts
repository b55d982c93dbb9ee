import { loadExtents, stepNames } from "@trialflow/schema";
import { Schema } from "effect";

/** What a run asks of all of its files, and of what they bring. */
export const RunOrder = Schema.Struct({
  runId: Schema.String,
  source: Schema.String,
  extent: Schema.Literals(loadExtents),
  isInsertedIntoPast: Schema.Boolean,
  /** Which steps; null means all of them, as a run does without being told. */
  steps: Schema.NullOr(Schema.Array(Schema.Literals(stepNames))),
});
export type RunOrder = typeof RunOrder.Type;
