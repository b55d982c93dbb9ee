import type * as transform from "@trialflow/transform";
import type { RawField } from "@trialflow/transform";

/** Names the parser that reads each raw column; null: the text is taken as it is, or (rank) not at all. */
export const fieldParsers = {
  rank: null,
  nct_number: "parseNctId",
  title: null,
  acronym: null,
  status: "parseOverallStatus",
  study_results: "parseStudyResults",
  conditions: "parseNames",
  interventions: "parseInterventions",
  outcome_measures: "parseNames",
  sponsor_collaborators: "parseSponsors",
  gender: "parseSex",
  age: "parseAgeRange",
  phases: "parsePhases",
  enrollment: "parseEnrollment",
  funded_bys: "parseFunders",
  study_type: "parseStudyType",
  study_designs: "parseStudyDesign",
  other_ids: "parseOtherIds",
  start_date: "parsePartialDate",
  primary_completion_date: "parsePartialDate",
  completion_date: "parsePartialDate",
  first_posted: "parsePartialDate",
  results_first_posted: "parsePartialDate",
  last_update_posted: "parsePartialDate",
  locations: "parseLocations",
  study_documents: "parseDocuments",
  url: "parseUrl",
} as const satisfies { readonly [Field in RawField]: Extract<keyof typeof transform, `parse${string}`> | null };
