import { AgeUnit, StdAge } from "@trialflow/schema";
import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";
import { MAX_INTEGER } from "./maxInteger.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

/** An age limit. */
export interface Age {
  readonly value: number;
  readonly unit: AgeUnit;
  /** The same in days: a year is 365.25 days, a month 30.4375; to six decimals, which tell minutes apart. */
  readonly days: number;
}

/** Who may take part by age; a limit is `null` where the record sets none. */
export interface AgeRange {
  readonly minimum: Age | null;
  readonly maximum: Age | null;
  readonly stdAges: ReadonlyArray<StdAge>;
}

// U+00A0 stands between two blanks before the bracket in real exports; a spreadsheet turns it into a blank.
const limits =
  /^(?:(\d+) ([A-Za-z]+) and older|(\d+) ([A-Za-z]+) to (\d+) ([A-Za-z]+)|up to (\d+) ([A-Za-z]+))[ \u00a0]+\(([^()]*)\)$/;
const blankRun = " \u00a0 ";
const expected =
  "18 Years and older (Adult, Older Adult), or N Unit to M Unit, or up to N Unit, or the age groups alone";

const parseUnit = parseVocabulary(AgeUnit);
const parseStdAge = parseVocabulary(StdAge);

/**
 * Parses the age column: `18 Years and older (Adult, Older Adult)`, `6 Months to 17 Years (Child)`, `up to 28 Days
 * (Child)`, or the age groups alone, which means no limits.
 *
 * Units    as written, and days
 * Errors   `malformed_age`, `age_out_of_range`, `unknown_age_unit`, `unknown_std_age`
 * Source   ClinicalTrials.gov classic export; glossary for the groups
 */
export const parseAgeRange = (text: string): Result.Result<AgeRange, FieldProblem> => {
  const found = limits.exec(text);
  if (found === null) return text.includes("(") || text === "" ? malformed(text) : ageRange(text, null, null, text);
  const [, from, fromUnit, low, lowUnit, high, highUnit, upTo, upToUnit, groups = ""] = found;
  return ageRange(text, limit(from ?? low, fromUnit ?? lowUnit), limit(high ?? upTo, highUnit ?? upToUnit), groups);
};

/** Writes an age range as the classic export does. */
export const formatAgeRange = ({ minimum, maximum, stdAges }: AgeRange): string => {
  const groups = stdAges.map((stdAge) => StdAge.labelOf(stdAge)).join(", ");
  if (minimum === null && maximum === null) return groups;
  const words =
    minimum === null
      ? `up to ${formatAge(maximum)}`
      : maximum === null
        ? `${formatAge(minimum)} and older`
        : `${formatAge(minimum)} to ${formatAge(maximum)}`;
  return `${words}${blankRun}(${groups})`;
};

/** Converts an age to days. */
export const ageInDays = (value: number, unit: AgeUnit): number =>
  Math.round(value * AgeUnit.entryOf(unit).days * 1_000_000) / 1_000_000;

const malformed = (text: string) => failWith("malformed_age", text, expected);

const limit = (digits: string | undefined, unitText: string | undefined): Result.Result<Age | null, FieldProblem> => {
  if (digits === undefined || unitText === undefined) return Result.succeed(null);
  const value = Number(digits);
  if (value > MAX_INTEGER) return failWith("age_out_of_range", digits, `a number up to ${MAX_INTEGER}`);
  const unit = parseUnit(unitText);
  return Result.isFailure(unit)
    ? Result.fail(unit.failure)
    : Result.succeed({ value, unit: unit.success, days: ageInDays(value, unit.success) });
};

const ageRange = (
  text: string,
  minimum: Result.Result<Age | null, FieldProblem> | null,
  maximum: Result.Result<Age | null, FieldProblem> | null,
  groups: string,
): Result.Result<AgeRange, FieldProblem> => {
  if (minimum !== null && Result.isFailure(minimum)) return Result.fail(minimum.failure);
  if (maximum !== null && Result.isFailure(maximum)) return Result.fail(maximum.failure);
  const stdAges: Array<StdAge> = [];
  for (const group of groups.split(", ")) {
    const stdAge = parseStdAge(group);
    if (Result.isFailure(stdAge)) return Result.fail(stdAge.failure);
    if (stdAges.includes(stdAge.success)) return malformed(text);
    stdAges.push(stdAge.success);
  }
  return Result.succeed({ minimum: minimum?.success ?? null, maximum: maximum?.success ?? null, stdAges });
};

const formatAge = (age: Age | null): string => {
  if (age === null) return "";
  const plural = AgeUnit.labelOf(age.unit);
  return `${age.value} ${age.value === 1 ? plural.slice(0, -1) : plural}`;
};
