import { ctgovLegacyCsv } from "@trialflow/schema";

type Column = keyof typeof ctgovLegacyCsv.columns;

/** The cells of one row of the classic export. */
export type Cells = { readonly [Name in Column]: string };

/** Gives an NCT number that no registry has given out. */
export const nctId = (number: number): string => `NCT9${String(number).padStart(7, "0")}`;

/** Gives a complete record in which nothing is wrong; a test varies the cells that it is about. */
export const trial = (number: number, cells: Partial<Cells> = {}): Cells => ({
  rank: String(number),
  nct_number: nctId(number),
  title: `Trial ${number} of "standard care", with, commas`,
  acronym: "",
  status: "Recruiting",
  study_results: "No Results Available",
  conditions: "COVID-19|Pneumonia, Viral",
  interventions: "Drug: Deferoxamine|Other: Standard of care",
  outcome_measures: "Mortality|Length of stay",
  sponsor_collaborators: "University of Somewhere|Hospital of Elsewhere",
  gender: "All",
  age: "18 Years and older   (Adult, Older Adult)",
  phases: "Phase 1|Phase 2",
  enrollment: String(10 + number),
  funded_bys: "Other",
  study_type: "Interventional",
  study_designs:
    "Allocation: Randomized|Intervention Model: Parallel Assignment|Masking: Single (Participant)|Primary Purpose: Treatment",
  other_ids: `ID-${number}`,
  start_date: "April 2020",
  primary_completion_date: "September 1, 2020",
  completion_date: "December 1, 2020",
  first_posted: "April 3, 2020",
  results_first_posted: "",
  last_update_posted: "July 3, 2020",
  locations: "Hospital A, Berlin, Germany|Hospital B, Lyon, France",
  study_documents: "",
  url: `https://ClinicalTrials.gov/show/${nctId(number)}`,
  ...cells,
});

/** Gives so many records; `change` varies each by its number. */
export const trials = (count: number, change: (number: number) => Partial<Cells> = () => ({})): Array<Cells> =>
  Array.from({ length: count }, (_, index) => trial(index + 1, change(index + 1)));

/** How a file is written. */
export interface CsvStyle {
  readonly columns?: ReadonlyArray<Column>;
  readonly lineEnd?: string;
  /** A tab file has no quotes. */
  readonly delimiter?: "," | "\t";
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Writes one line of cells, without its end. */
export const line = (cells: Cells, { columns = ctgovLegacyCsv.columnNames, delimiter = "," }: CsvStyle = {}): string =>
  columns.map((name) => (delimiter === "," ? quoted(cells[name]) : cells[name])).join(delimiter);

/** Writes the header's line, without its end. */
export const header = ({ columns = ctgovLegacyCsv.columnNames, delimiter = "," }: CsvStyle = {}): string =>
  columns
    .map((name) => ctgovLegacyCsv.columns[name].header)
    .map((text) => (delimiter === "," ? quoted(text) : text))
    .join(delimiter);

/** Writes a file: the header, then each record, or each text as the line it is. */
export const csv = (rows: ReadonlyArray<Cells | string>, style: CsvStyle = {}): string => {
  const { lineEnd = "\n" } = style;
  const lines = rows.map((row) => (typeof row === "string" ? row : line(row, style)));
  return [header(style), ...lines].map((text) => text + lineEnd).join("");
};
