import type { CtgovLegacyRow } from "@trialflow/schema";

/** A complete, well-formed record to vary in tests. */
export const registryRow: CtgovLegacyRow = {
  rank: "1",
  nct_number: "NCT04333550",
  title: "Application of Desferal to Treat COVID-19",
  acronym: "DEF",
  status: "Recruiting",
  study_results: "No Results Available",
  conditions: "COVID19|Pneumonia, Viral",
  interventions: "Drug: Deferoxamine|Other: Standard of care",
  outcome_measures: "Mortality rate|Length of stay|Mortality rate",
  sponsor_collaborators: "Kermanshah University of Medical Sciences|Tehran University",
  gender: "All",
  age: "3 Years to 99 Years \u00a0 (Child, Adult, Older Adult)",
  phases: "Phase 1|Phase 2",
  enrollment: "50",
  funded_bys: "Other",
  study_type: "Interventional",
  study_designs:
    "Allocation: Randomized|Intervention Model: Parallel Assignment|Masking: Single (Participant)|Primary Purpose: Treatment",
  other_ids: "990001|2020-002973-89",
  start_date: "April 2020",
  primary_completion_date: "September 1, 2020",
  completion_date: "September 1, 2020",
  first_posted: "April 3, 2020",
  results_first_posted: "",
  last_update_posted: "April 3, 2020",
  locations: "Regional Jihad University, Kermanshah, Iran, Islamic Republic of",
  study_documents: '"Study Protocol", https://ClinicalTrials.gov/ProvidedDocs/50/NCT04333550/Prot_000.pdf',
  url: "https://ClinicalTrials.gov/show/NCT04333550",
};
