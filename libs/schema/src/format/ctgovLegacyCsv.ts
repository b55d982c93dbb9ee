import { type RawRow, type SourceColumn, sourceFormat } from "./SourceFormat.ts";

const required = (header: string): SourceColumn => ({ header, isRequired: true, isVolatile: false });
const optional = (header: string): SourceColumn => ({ header, isRequired: false, isVolatile: false });
const volatile = (header: string): SourceColumn => ({ header, isRequired: false, isVolatile: true });

/**
 * Declares the registry's 27-column export (comma or tab separated) as it was offered until 2024 and as Kaggle publishes it.
 *
 * Source   ClinicalTrials.gov classic download, "All available columns"; the Kaggle COVID-19 clinical trials dataset
 */
export const ctgovLegacyCsv = sourceFormat({
  name: "ctgov_legacy_csv",
  version: "1",
  title: "ClinicalTrials.gov classic export (27 columns)",
  columns: {
    rank: volatile("Rank"),
    nct_number: required("NCT Number"),
    title: required("Title"),
    acronym: optional("Acronym"),
    status: required("Status"),
    study_results: optional("Study Results"),
    conditions: required("Conditions"),
    interventions: optional("Interventions"),
    outcome_measures: optional("Outcome Measures"),
    sponsor_collaborators: optional("Sponsor/Collaborators"),
    gender: optional("Gender"),
    age: optional("Age"),
    phases: optional("Phases"),
    enrollment: optional("Enrollment"),
    funded_bys: optional("Funded Bys"),
    study_type: required("Study Type"),
    study_designs: optional("Study Designs"),
    other_ids: optional("Other IDs"),
    start_date: optional("Start Date"),
    primary_completion_date: optional("Primary Completion Date"),
    completion_date: optional("Completion Date"),
    first_posted: optional("First Posted"),
    results_first_posted: optional("Results First Posted"),
    last_update_posted: optional("Last Update Posted"),
    locations: optional("Locations"),
    study_documents: optional("Study Documents"),
    url: optional("URL"),
  },
});

/** One row of the classic export, as text. */
export type CtgovLegacyRow = RawRow<typeof ctgovLegacyCsv>;
