import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";
import { MAX_INTEGER } from "./maxInteger.ts";

const wholeNumber = /^(?:0|[1-9]\d*)$/;

/**
 * Parses a number of participants.
 *
 * Units    participants
 * Errors   `malformed_enrollment` for anything but plain digits (`12e3`, `1,000`, ` 12`, `-1`, `1.0`, `007`),
 *          `enrollment_out_of_range` beyond PostgreSQL's integer
 */
export const parseEnrollment = (text: string): Result.Result<number, FieldProblem> => {
  if (!wholeNumber.test(text)) return failWith("malformed_enrollment", text, "a whole number without sign, as 120");
  const value = Number(text);
  return value <= MAX_INTEGER
    ? Result.succeed(value)
    : failWith("enrollment_out_of_range", text, `a whole number up to ${MAX_INTEGER}`);
};
