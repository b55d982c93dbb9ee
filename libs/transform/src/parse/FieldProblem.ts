import * as Result from "effect/Result";
import type { ReasonCode } from "./reasonCodes.ts";

/** Says why a text is no value of its field: the code, the text that was found and what would have been accepted. */
export interface FieldProblem {
  readonly reason: ReasonCode;
  readonly found: string;
  readonly expected: string;
}

/** Builds the failure of a parser. */
export const failWith = (reason: ReasonCode, found: string, expected: string): Result.Result<never, FieldProblem> =>
  Result.fail({ reason, found, expected });
