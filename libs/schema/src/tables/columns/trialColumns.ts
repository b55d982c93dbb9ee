import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, boolean, check, integer, numeric, text } from "drizzle-orm/pg-core";
import {
  AgeUnit,
  Allocation,
  DatePrecision,
  InterventionModel,
  Masking,
  ObservationalModel,
  OverallStatus,
  PrimaryPurpose,
  Sex,
  StdAge,
  StudyType,
  TimePerspective,
} from "../../vocabulary/index.ts";
import { isOneOf } from "../columnTypes.ts";
import { dateColumnNames, dateColumns } from "./dateColumns.ts";

/**
 * Builds the columns of a trial, the same in staging and in analytics. Names follow AACT and the registry's API.
 *
 * Ages are value and unit as the source says and `*_age_days` for comparing (a year is 365.25 days, a month 30.4375).
 * The four `*_masked` columns are NULL where the record says nothing about masking. The `expanded_access_type_*` columns
 * are NULL for trials that are no expanded access.
 */
export const trialColumns = () => ({
  nct_id: text().notNull(),
  brief_title: text().notNull(),
  acronym: text(),
  overall_status: text({ enum: OverallStatus.values }),
  has_results: boolean(),
  study_type: text({ enum: StudyType.values }),
  is_patient_registry: boolean().notNull(),
  expanded_access_type_individual: boolean(),
  expanded_access_type_intermediate: boolean(),
  expanded_access_type_treatment: boolean(),
  allocation: text({ enum: Allocation.values }),
  intervention_model: text({ enum: InterventionModel.values }),
  masking: text({ enum: Masking.values }),
  subject_masked: boolean(),
  caregiver_masked: boolean(),
  investigator_masked: boolean(),
  outcomes_assessor_masked: boolean(),
  primary_purpose: text({ enum: PrimaryPurpose.values }),
  observational_model: text({ enum: ObservationalModel.values }),
  time_perspective: text({ enum: TimePerspective.values }),
  enrollment: integer(),
  sex: text({ enum: Sex.values }),
  minimum_age: integer(),
  minimum_age_unit: text({ enum: AgeUnit.values }),
  minimum_age_days: numeric({ mode: "number" }),
  maximum_age: integer(),
  maximum_age_unit: text({ enum: AgeUnit.values }),
  maximum_age_days: numeric({ mode: "number" }),
  std_ages: text({ enum: StdAge.values }).array().notNull(),
  ...dateColumns(),
  url: text(),
  _record_id: bigint({ mode: "number" }).notNull(),
  _rule_version: text().notNull(),
});

/** Builds the columns of a published trial: {@link trialColumns} and, for convenience, the name of the lead sponsor. */
export const publishedTrialColumns = () => ({ ...trialColumns(), lead_sponsor: text() });

type TrialColumnName = keyof ReturnType<typeof trialColumns>;

/** Builds the constraints that go with {@link trialColumns}. */
export const trialConstraints = (table: { readonly [K in TrialColumnName]: AnyPgColumn }) => [
  isOneOf("overall_status_is_known", table.overall_status, OverallStatus.values),
  isOneOf("study_type_is_known", table.study_type, StudyType.values),
  isOneOf("allocation_is_known", table.allocation, Allocation.values),
  isOneOf("intervention_model_is_known", table.intervention_model, InterventionModel.values),
  isOneOf("masking_is_known", table.masking, Masking.values),
  isOneOf("primary_purpose_is_known", table.primary_purpose, PrimaryPurpose.values),
  isOneOf("observational_model_is_known", table.observational_model, ObservationalModel.values),
  isOneOf("time_perspective_is_known", table.time_perspective, TimePerspective.values),
  isOneOf("sex_is_known", table.sex, Sex.values),
  isOneOf("minimum_age_unit_is_known", table.minimum_age_unit, AgeUnit.values),
  isOneOf("maximum_age_unit_is_known", table.maximum_age_unit, AgeUnit.values),
  check("nct_id_is_well_formed", sql`${table.nct_id} ~ '^NCT[0-9]{8}$'`),
  check("enrollment_is_nonnegative", sql`${table.enrollment} >= 0`),
  isComplete("minimum_age_is_complete", table.minimum_age, table.minimum_age_unit, table.minimum_age_days),
  isComplete("maximum_age_is_complete", table.maximum_age, table.maximum_age_unit, table.maximum_age_days),
  ...dateColumnNames.flatMap((name) => [
    isOneOf(`${name}_precision_is_known`, table[`${name}_precision`], DatePrecision.values),
    isComplete(`${name}_has_precision`, table[name], table[`${name}_precision`]),
  ]),
];

/** Asserts that columns are filled together or not at all. */
const isComplete = (name: string, ...columns: [AnyPgColumn, ...AnyPgColumn[]]) =>
  check(name, sql`num_nulls(${sql.join(columns, sql`, `)}) in (0, ${sql.raw(String(columns.length))})` as SQL);
