import fc from "fast-check";
import { type Cells, trial } from "./trialCsv.ts";

const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("COVID-19", "Drug: Aspirin", "Berlin, Germany", "May 20, 2020", "Phase 1") },
  fc.constantFrom("\t", "\n", "\r\n", "\\", "\\N", "\\.", "\\t", '"', "'", "|", "||", "{}", ",", "\u00a0", "\b\f\v"),
  fc.constantFrom("é", "e\u0301", "漢字", "😀", "\u2028", "\ufeff", "\u200f"),
  fc.string({ maxLength: 8, unit: "binary" }).map((text) => text.replaceAll("\u0000", "")),
);
const text = fc.array(fragment, { minLength: 1, maxLength: 5 }).map((parts) => `x${parts.join("")}x`);
const list = fc.array(fc.oneof(text, fc.constantFrom("", "Other", "Phase 2", "Drug: Placebo")), { maxLength: 20 });
const lists = [
  "conditions",
  "interventions",
  "outcome_measures",
  "sponsor_collaborators",
  "phases",
  "funded_bys",
  "other_ids",
  "locations",
  "study_documents",
  "study_designs",
] as const;
const fields = ["acronym", "age", "enrollment", "start_date", "gender", "status", "study_type", "url"] as const;

const anyCells = fc
  .record({
    title: text,
    ...Object.fromEntries(lists.map((name) => [name, fc.option(list.map((entries) => entries.join("|")))])),
    ...Object.fromEntries(fields.map((name) => [name, fc.option(fc.oneof(text, fc.constant("")))])),
  })
  .map((cells) => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)) as Partial<Cells>);

/** Gives records whose cells hold what breaks formats: separators, escapes, quotes, line ends, scripts of all kinds, much that no parser takes. */
export const nastyTrials = (count: number, seed: number): ReadonlyArray<Cells> =>
  fc.sample(anyCells, { numRuns: count, seed }).map((cells, index) => trial(index + 1, cells));
