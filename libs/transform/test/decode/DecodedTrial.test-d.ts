/**
 * Compile-time assertions: what the decoder and the schemas give is what the staging tables take. Checked by the
 * typecheck target; there is nothing to run.
 */
import type {
  CtgovLegacyRow,
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
import type {
  AgeRangeFromText,
  DecodedTrial,
  decodeTrial,
  EnrollmentFromText,
  FundersFromText,
  InterventionsFromText,
  OtherIdsFromText,
  OverallStatusFromText,
  PartialDateFromText,
  PhasesFromText,
  RawField,
  SexFromText,
  SponsorsFromText,
  StudyDesignFromText,
  StudyResultsFromText,
  StudyTypeFromText,
} from "../../src/index.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const assertType = <_ extends true>(): void => {};

type Row<List> = List extends ReadonlyArray<infer R> ? R : never;
type Trial = Required<typeof stagingTrials.$inferInsert>;
type Value<Column extends keyof Trial> = NonNullable<Trial[Column]>;

assertType<Equal<DecodedTrial["trial"], typeof stagingTrials.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["conditions"]>, typeof stagingTrialConditions.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["interventions"]>, typeof stagingTrialInterventions.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["outcomes"]>, typeof stagingTrialOutcomes.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["sponsors"]>, typeof stagingTrialSponsors.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["funders"]>, typeof stagingTrialFunders.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["phases"]>, typeof stagingTrialPhases.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["locations"]>, typeof stagingTrialLocations.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["otherIds"]>, typeof stagingTrialOtherIds.$inferInsert>>();
assertType<Equal<Row<DecodedTrial["documents"]>, typeof stagingTrialDocuments.$inferInsert>>();

assertType<Equal<Parameters<typeof decodeTrial>[0], CtgovLegacyRow>>();
assertType<Equal<RawField, keyof CtgovLegacyRow>>();

assertType<Equal<(typeof OverallStatusFromText)["Type"], Value<"overall_status">>>();
assertType<Equal<(typeof SexFromText)["Type"], Value<"sex">>>();
assertType<Equal<(typeof EnrollmentFromText)["Type"], Value<"enrollment">>>();
assertType<Equal<(typeof StudyResultsFromText)["Type"], Value<"has_results">>>();
assertType<Equal<(typeof PartialDateFromText)["Type"]["date"], Value<"start_date">>>();
assertType<Equal<(typeof PartialDateFromText)["Type"]["precision"], Value<"start_date_precision">>>();
assertType<Equal<(typeof AgeRangeFromText)["Type"]["stdAges"][number], Value<"std_ages">[number]>>();
assertType<Equal<NonNullable<(typeof AgeRangeFromText)["Type"]["minimum"]>["unit"], Value<"minimum_age_unit">>>();
assertType<Equal<(typeof StudyTypeFromText)["Type"]["studyType"], Value<"study_type">>>();
assertType<Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["allocation"]>, Value<"allocation">>>();
assertType<
  Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["interventionModel"]>, Value<"intervention_model">>
>();
assertType<Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["masking"]>, Value<"masking">>>();
assertType<Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["primaryPurpose"]>, Value<"primary_purpose">>>();
assertType<
  Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["observationalModel"]>, Value<"observational_model">>
>();
assertType<Equal<NonNullable<(typeof StudyDesignFromText)["Type"]["timePerspective"]>, Value<"time_perspective">>>();
assertType<Equal<Row<(typeof PhasesFromText)["Type"]>, (typeof stagingTrialPhases.$inferInsert)["phase"]>>();
assertType<Equal<Row<(typeof FundersFromText)["Type"]>, (typeof stagingTrialFunders.$inferInsert)["agency_class"]>>();
assertType<
  Equal<
    Row<(typeof SponsorsFromText)["Type"]>["role"],
    (typeof stagingTrialSponsors.$inferInsert)["lead_or_collaborator"]
  >
>();
assertType<
  Equal<Row<(typeof OtherIdsFromText)["Type"]>["type"], (typeof stagingTrialOtherIds.$inferInsert)["id_type"]>
>();
assertType<
  Equal<
    NonNullable<Row<(typeof InterventionsFromText)["Type"]>["type"]>,
    NonNullable<(typeof stagingTrialInterventions.$inferInsert)["intervention_type"]>
  >
>();
