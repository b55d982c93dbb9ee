import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";

const hasResults: ReadonlyMap<string, boolean> = new Map([
  ["Has Results", true],
  ["No Results Available", false],
  ["YES", true],
  ["NO", false],
]);

/**
 * Parses whether a trial's results are posted, in the words of the classic export or of the export of today (`YES`, `NO`).
 *
 * Errors   `unknown_study_results`
 */
export const parseStudyResults = (text: string): Result.Result<boolean, FieldProblem> => {
  const value = hasResults.get(text);
  return value === undefined
    ? failWith("unknown_study_results", text, `one of: ${[...hasResults.keys()].join("; ")}`)
    : Result.succeed(value);
};

/** Writes whether results are posted as the classic export does. */
export const formatStudyResults = (value: boolean): string => (value ? "Has Results" : "No Results Available");
