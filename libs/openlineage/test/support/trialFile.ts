import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ctgovLegacyCsv } from "@trialflow/schema";

type Cells = Partial<Record<keyof typeof ctgovLegacyCsv.columns, string>>;

const cellsOf = (number: number): Cells => ({
  rank: String(number),
  nct_number: `NCT9${String(number).padStart(7, "0")}`,
  title: `Confidential title ${number}`,
  status: "Recruiting",
  study_results: "No Results Available",
  conditions: "COVID-19|Pneumonia, Viral",
  interventions: "Drug: Deferoxamine",
  sponsor_collaborators: "University of Somewhere",
  gender: "All",
  phases: "Phase 1|Phase 2",
  enrollment: String(10 + number),
  funded_bys: "Other",
  study_type: "Interventional",
  start_date: "April 2020",
  locations: "Hospital A, Berlin, Germany",
  url: `https://ClinicalTrials.gov/show/NCT9${String(number).padStart(7, "0")}`,
});

const line = (cells: ReadonlyArray<string>) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;

/** Writes so many invented trials as a file of the classic export; its path. */
export const writeTrials = (folder: string, name: string, count: number, change: Cells = {}): string => {
  const path = join(folder, name);
  const rows = Array.from({ length: count }, (_, index) => ({ ...cellsOf(index + 1), ...change }));
  const header = ctgovLegacyCsv.columnNames.map((column) => ctgovLegacyCsv.columns[column].header);
  const lines = rows.map((row) => ctgovLegacyCsv.columnNames.map((column) => row[column] ?? ""));
  writeFileSync(path, [header, ...lines].map(line).join(""));
  return path;
};
