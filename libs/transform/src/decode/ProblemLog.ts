import type { Result } from "effect";
import type { FieldProblem } from "../parse/FieldProblem.ts";
import type { ListProblem } from "../parse/ParsedList.ts";
import type { DecodeProblem } from "./DecodedTrial.ts";
import { fieldPolicies, type RawField } from "./fieldPolicies.ts";

/** Collects the problems of one record while its fields are read. */
export class ProblemLog {
  readonly problems: Array<DecodeProblem> = [];

  /** Reads a field that is no list: an empty cell is `null`, and so is one that cannot be read, which is noted. */
  read<T>(field: RawField, text: string | null, parse: (text: string) => Result.Result<T, FieldProblem>): T | null {
    if (text === null || text === "") {
      if (fieldPolicies[field].whenEmpty === "problem") {
        this.note(field, null, { reason: "missing_value", found: "", expected: "a text that is not empty" });
      }
      return null;
    }
    const result = parse(text);
    if (result._tag === "Success") return result.success;
    this.note(field, null, result.failure);
    return null;
  }

  /** Takes over what the parser of a list column has to say. */
  addAll(field: RawField, problems: ReadonlyArray<ListProblem>): void {
    for (const problem of problems) this.note(field, problem.position, problem);
  }

  /** The problems for which the record as a whole is set aside. */
  get fatal(): ReadonlyArray<DecodeProblem> {
    return this.problems.filter(({ field }) => fieldPolicies[field].onProblem === "reject_row");
  }

  private note(field: RawField, position: number | null, { reason, found, expected }: FieldProblem): void {
    this.problems.push({ field, position, reason, rawText: found, detail: `expected ${expected}` });
  }
}
