import { type VocabularyValue, vocabulary } from "./vocabulary.ts";

/**
 * Lists the classes of sponsors and funders.
 *
 * The classic export knows four of them (`Industry`, `NIH`, `U.S. Fed`, `Other`); its `Other` also covers what the API
 * calls `OTHER_GOV`, `INDIV` and `NETWORK`, so `OTHER` from that source says less than `OTHER` from the API.
 *
 * Source   ClinicalTrials.gov API v2 enum `AgencyClass`; labels of the values that the classic export lacks are ours
 */
export const AgencyClass = vocabulary("agency_class", [
  { value: "INDUSTRY", label: "Industry" },
  { value: "NIH", label: "NIH" },
  { value: "FED", label: "U.S. Fed" },
  { value: "OTHER_GOV", label: "Other Government" },
  { value: "INDIV", label: "Individual" },
  { value: "NETWORK", label: "Network" },
  { value: "OTHER", label: "Other" },
  { value: "AMBIG", label: "Ambiguous" },
  { value: "UNKNOWN", label: "Unknown" },
]);

/** The class of a sponsor or funder. */
export type AgencyClass = VocabularyValue<typeof AgencyClass>;
