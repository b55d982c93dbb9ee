import type { ctgovLegacyCsv } from "@trialflow/schema";

/** The columns of the raw record. */
export type RawField = keyof typeof ctgovLegacyCsv.columns;

/** What becomes of a field that cannot be read, and where it goes when it can. */
export interface FieldPolicy {
  /** `reject_row`: the record is set aside as a whole. `reject_field`: only this field, or the entry of its list. */
  readonly onProblem: "reject_row" | "reject_field";
  /** `problem`: an empty cell is the problem `missing_value`. `null`: the record says nothing about it. */
  readonly whenEmpty: "problem" | "null";
  /** The staging columns of the trial, or the child table, that the field fills. */
  readonly fills: ReadonlyArray<string>;
}

const identity = (...fills: ReadonlyArray<string>): FieldPolicy => ({
  onProblem: "reject_row",
  whenEmpty: "problem",
  fills,
});
const expected = (...fills: ReadonlyArray<string>): FieldPolicy => ({
  onProblem: "reject_field",
  whenEmpty: "problem",
  fills,
});
const optional = (...fills: ReadonlyArray<string>): FieldPolicy => ({
  onProblem: "reject_field",
  whenEmpty: "null",
  fills,
});
const date = (name: string): FieldPolicy => optional(name, `${name}_precision`, `${name}_raw`);

/**
 * Declares one policy per column of the raw record. A row is rejected only for what identifies it; any other field that
 * cannot be read is set aside alone, with its text, and the row stays.
 *
 * `rank` fills nothing: it is a place in a search result and says nothing about the trial.
 */
export const fieldPolicies: { readonly [Field in RawField]: FieldPolicy } = {
  rank: optional(),
  nct_number: identity("nct_id"),
  title: identity("brief_title"),
  acronym: optional("acronym"),
  status: expected("overall_status"),
  study_results: optional("has_results"),
  conditions: optional("trial_conditions"),
  interventions: optional("trial_interventions"),
  outcome_measures: optional("trial_outcomes"),
  sponsor_collaborators: optional("trial_sponsors"),
  gender: optional("sex"),
  age: optional(
    "minimum_age",
    "minimum_age_unit",
    "minimum_age_days",
    "maximum_age",
    "maximum_age_unit",
    "maximum_age_days",
    "std_ages",
  ),
  phases: optional("trial_phases"),
  enrollment: optional("enrollment"),
  funded_bys: optional("trial_funders"),
  study_type: expected(
    "study_type",
    "is_patient_registry",
    "expanded_access_type_individual",
    "expanded_access_type_intermediate",
    "expanded_access_type_treatment",
  ),
  study_designs: optional(
    "allocation",
    "intervention_model",
    "masking",
    "subject_masked",
    "caregiver_masked",
    "investigator_masked",
    "outcomes_assessor_masked",
    "primary_purpose",
    "observational_model",
    "time_perspective",
  ),
  other_ids: optional("trial_other_ids"),
  start_date: date("start_date"),
  primary_completion_date: date("primary_completion_date"),
  completion_date: date("completion_date"),
  first_posted: date("study_first_posted_date"),
  results_first_posted: date("results_first_posted_date"),
  last_update_posted: date("last_update_posted_date"),
  locations: optional("trial_locations"),
  study_documents: optional("trial_documents"),
  url: optional("url"),
};
