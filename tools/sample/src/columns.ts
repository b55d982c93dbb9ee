/** Lists the columns of the registry's legacy CSV export, in the order of its header. */
export const columns = [
  "Rank",
  "NCT Number",
  "Title",
  "Acronym",
  "Status",
  "Study Results",
  "Conditions",
  "Interventions",
  "Outcome Measures",
  "Sponsor/Collaborators",
  "Gender",
  "Age",
  "Phases",
  "Enrollment",
  "Funded Bys",
  "Study Type",
  "Study Designs",
  "Other IDs",
  "Start Date",
  "Primary Completion Date",
  "Completion Date",
  "First Posted",
  "Results First Posted",
  "Last Update Posted",
  "Locations",
  "Study Documents",
  "URL",
] as const;

/** Names one column of the legacy CSV export. */
export type Column = (typeof columns)[number];

/** Holds the text of every cell of one record; an empty cell is an empty string. */
export type Row = Readonly<Record<Column, string>>;
