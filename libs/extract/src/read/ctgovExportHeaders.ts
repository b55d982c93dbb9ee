/**
 * The headings of the registry's present CSV export, "all available columns". No format for it is loaded yet; it is
 * known here so that its files are told apart from damaged ones.
 *
 * Source   ClinicalTrials.gov, download of search results as CSV, since 2023
 */
export const ctgovExportHeaders: ReadonlyArray<string> = [
  "NCT Number",
  "Study Title",
  "Study URL",
  "Acronym",
  "Study Status",
  "Brief Summary",
  "Study Results",
  "Conditions",
  "Interventions",
  "Primary Outcome Measures",
  "Secondary Outcome Measures",
  "Other Outcome Measures",
  "Sponsor",
  "Collaborators",
  "Sex",
  "Age",
  "Phases",
  "Enrollment",
  "Funder Type",
  "Study Type",
  "Study Design",
  "Other IDs",
  "Start Date",
  "Primary Completion Date",
  "Completion Date",
  "First Posted",
  "Results First Posted",
  "Last Update Posted",
  "Locations",
  "Study Documents",
];
