import type {
  stagingTrialConditions,
  stagingTrialDocuments,
  stagingTrialFunders,
  stagingTrialInterventions,
  stagingTrialLocations,
  stagingTrialOtherIds,
  stagingTrialOutcomes,
  stagingTrialPhases,
  stagingTrialSponsors,
  stagingTrials,
} from "@trialflow/schema";
import type { ReasonCode } from "../parse/reasonCodes.ts";
import type { RawField } from "./fieldPolicies.ts";

/** A trial with the entries of its lists, ready for the staging tables. */
export interface DecodedTrial {
  readonly trial: typeof stagingTrials.$inferInsert;
  readonly conditions: ReadonlyArray<typeof stagingTrialConditions.$inferInsert>;
  readonly interventions: ReadonlyArray<typeof stagingTrialInterventions.$inferInsert>;
  readonly outcomes: ReadonlyArray<typeof stagingTrialOutcomes.$inferInsert>;
  readonly sponsors: ReadonlyArray<typeof stagingTrialSponsors.$inferInsert>;
  readonly funders: ReadonlyArray<typeof stagingTrialFunders.$inferInsert>;
  readonly phases: ReadonlyArray<typeof stagingTrialPhases.$inferInsert>;
  readonly locations: ReadonlyArray<typeof stagingTrialLocations.$inferInsert>;
  readonly otherIds: ReadonlyArray<typeof stagingTrialOtherIds.$inferInsert>;
  readonly documents: ReadonlyArray<typeof stagingTrialDocuments.$inferInsert>;
}

/** A field, or an entry of a list, that could not be read or only in part. */
export interface DecodeProblem {
  /** The raw column. */
  readonly field: RawField;
  /** The entry's place in the list, from 1; `null` for a field that is no list. */
  readonly position: number | null;
  readonly reason: ReasonCode;
  /** The text that could not be read, as the source wrote it. */
  readonly rawText: string;
  /** What was expected instead. */
  readonly detail: string;
}

/**
 * What became of a raw record: a trial, with the problems of the fields that were set aside, or no trial, with the problems
 * for which the record was set aside as a whole. Field, position and reason tell the problems of a record apart.
 */
export type DecodeOutcome =
  | { readonly trial: DecodedTrial; readonly problems: ReadonlyArray<DecodeProblem> }
  | { readonly trial: null; readonly problems: ReadonlyArray<DecodeProblem> };
