import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";

const nctId = /^NCT\d{8}$/;

/**
 * Parses a trial's registry number.
 *
 * Errors   `malformed_nct_id`
 * Source   ClinicalTrials.gov: "NCT" followed by an 8-digit number
 */
export const parseNctId = (text: string): Result.Result<string, FieldProblem> =>
  nctId.test(text) ? Result.succeed(text) : failWith("malformed_nct_id", text, "NCT and eight digits, as NCT04333550");
