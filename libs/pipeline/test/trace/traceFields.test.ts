import { type CtgovLegacyRow, ctgovLegacyCsv } from "@trialflow/schema";
import * as transform from "@trialflow/transform";
import { Result } from "effect";
import { describe, expect, test } from "vitest";
import { parseTraceTarget, traceFields } from "../../src/index.ts";
import { fieldParsers } from "../../src/trace/fieldParsers.ts";
import { trial } from "../support/trialCsv.ts";

const fieldNamed = (name: string) => traceFields.find((field) => field.name === name);

describe("the fields that can be traced", () => {
  test("come from the field policies, all of them", () => {
    const filled = Object.entries(transform.fieldPolicies).flatMap(([column, { fills }]) =>
      fills.map((target) => `${column} ${target.replace(/^trial_/, "")}`),
    );
    const traced = traceFields
      .filter(({ name }) => name !== "lead_sponsor")
      .flatMap(({ name, sources }) => sources.map((source) => `${source} ${name}`));
    expect(traced.sort()).toEqual(filled.sort());
  });

  test("name the raw columns also of what is computed", () => {
    expect(fieldNamed("minimum_age_days")?.sources).toEqual(["age"]);
    expect(fieldNamed("lead_sponsor")).toMatchObject({
      kind: "column",
      sources: ["sponsor_collaborators"],
      rule: "parseSponsors: the name of the entry that is LEAD",
    });
    expect(fieldNamed("study_first_posted_date")?.sources).toEqual(["first_posted"]);
  });
});

describe("the parser named for a raw column is the one that reads it:", () => {
  const samples = ["?? nonsense ??", "a||b", "?", " ", "NCT1", "2020-13-77", "-5", "Drug: a|b"];
  const outcomeOf = (parsed: unknown): ReadonlyArray<string> => {
    if (Result.isResult(parsed)) {
      const failure = Result.isFailure(parsed) ? (parsed.failure as transform.FieldProblem) : null;
      return failure === null ? [] : [`${failure.reason} expected ${failure.expected}`];
    }
    const { problems } = parsed as { readonly problems: ReadonlyArray<transform.ListProblem> };
    return problems.map(({ position, reason, expected }) => `${position} ${reason} expected ${expected}`);
  };

  test.each(ctgovLegacyCsv.columnNames.map((name) => [name, fieldParsers[name]] as const))(
    "%s by %s",
    (column, name) => {
      const failures = samples.map((sample) => {
        const row: CtgovLegacyRow = { ...trial(1), [column]: sample };
        const { problems } = transform.decodeTrial(row, 1);
        const found = problems
          .filter(({ field }) => field === column)
          .map(({ position, reason, detail }) => `${position === null ? "" : `${position} `}${reason} ${detail}`);
        if (name === null) {
          expect(found).toEqual([]);
        } else {
          const parse = Object.entries(transform).find(([key]) => key === name)?.[1] as (text: string) => unknown;
          expect({ sample, found }).toEqual({ sample, found: outcomeOf(parse(sample)) });
        }
        return found.length;
      });
      expect(failures.some((count) => count > 0)).toBe(name !== null);
    },
  );
});

describe("a field is asked for", () => {
  const read = (typed: string) =>
    Result.match(parseTraceTarget(typed), {
      onFailure: (message) => message,
      onSuccess: ({ field, position }) => [field.name, position],
    });

  test("by its name, and an entry of a list by its place", () => {
    expect(read("start_date")).toEqual(["start_date", null]);
    expect(read("locations")).toEqual(["locations", null]);
    expect(read("other_ids.12")).toEqual(["other_ids", 12]);
  });

  test("in vain by an unknown name, which is told with all that there are, close ones first", () => {
    expect(read("startdate")).toMatch(
      /^There is no field "startdate"\. Did you mean start_date\? Expected one of: start_date, /,
    );
    expect(read("location")).toMatch(/Expected one of: locations, /);
    expect(read("status")).toContain(
      "It is a column of the source, which fills overall_status. Did you mean overall_status?",
    );
    for (const { name } of traceFields) expect(read("xyz")).toContain(name);
  });

  test("in vain by a place that is none", () => {
    expect(read("start_date.1")).toBe(
      '"start_date.1" has a place, but start_date is no list; expected start_date alone.',
    );
    for (const typed of [
      "locations.0",
      "locations.x",
      "locations.",
      "locations.-1",
      "locations.1.2",
      "locations.1e3",
    ]) {
      expect(read(typed)).toBe(`"${typed}" is no entry of a list; expected a place from 1, for example locations.1.`);
    }
  });
});
