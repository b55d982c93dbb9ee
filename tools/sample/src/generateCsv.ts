import { type GenerateOptions, generateTrials } from "./generateTrials.ts";
import { renderCsvHeader, renderCsvRecord } from "./render/renderCsv.ts";

/** Generates invented trials as the lines of a CSV file in the legacy export's format, header first. */
export function* generateCsv(options: GenerateOptions): Generator<string> {
  yield renderCsvHeader();
  for (const row of generateTrials(options)) yield renderCsvRecord(row);
}
