import type { steps } from "@trialflow/schema";
import { Option, Schema } from "effect";

/** What a step's row in the ledger says about its data; which of it, depends on the step. */
const StepDetails = Schema.Struct({
  subject: Schema.optionalKey(Schema.String),
  files: Schema.optionalKey(Schema.Array(Schema.Struct({ uri: Schema.String }))),
  load_id: Schema.optionalKey(Schema.NullOr(Schema.Number)),
  /** Record versions of a load that were stored. */
  new: Schema.optionalKey(Schema.Number),
  changed: Schema.optionalKey(Schema.Number),
  check_run_id: Schema.optionalKey(Schema.String),
  tables: Schema.optionalKey(Schema.Record(Schema.String, Schema.Number)),
});
export type StepDetails = typeof StepDetails.Type;

const decode = Schema.decodeUnknownOption(StepDetails);

/** Reads what a step wrote about its data; nothing where it wrote something else. */
export const stepDetails = ({ details }: Pick<typeof steps.$inferSelect, "details">): StepDetails =>
  Option.getOrElse(decode(details), () => ({}));
