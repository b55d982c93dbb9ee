import { Result } from "effect";
import { expect } from "vitest";
import type { FieldProblem } from "../../src/parse/FieldProblem.ts";
import type { ReasonCode } from "../../src/parse/reasonCodes.ts";

/** Expects a parser to succeed and gives its value. */
export const successOf = <T>(result: Result.Result<T, FieldProblem>): T => {
  if (Result.isFailure(result)) throw new Error(`${result.failure.reason}: ${result.failure.found}`);
  return result.success;
};

/** Expects a parser to refuse a text for this reason, and to say what it found and expected. */
export const expectProblem = <T>(result: Result.Result<T, FieldProblem>, reason: ReasonCode): void => {
  expect(Result.isFailure(result) ? result.failure.reason : result.success).toBe(reason);
  if (Result.isFailure(result)) expect(result.failure.expected).not.toBe("");
};
