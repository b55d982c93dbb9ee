import { Result } from "effect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FieldProblem,
  type ListProblem,
  parseAgeRange,
  parseDocuments,
  parseEnrollment,
  parseFunders,
  parseInterventions,
  parseLocations,
  parseMasking,
  parseNames,
  parseNctId,
  parseOtherIds,
  parseOverallStatus,
  parsePartialDate,
  parsePhases,
  parseSex,
  parseSponsors,
  parseStudyDesign,
  parseStudyResults,
  parseStudyType,
  parseUrl,
  reasonCodes,
} from "../../src/index.ts";

const fragments = fc.constantFrom(
  ..."|,(): -0129".split(""),
  "\u00a0",
  ", ",
  ": ",
  "|",
  "18 Years",
  " and older",
  "(Adult, Older Adult)",
  "May 20, 2020",
  "2020-02-30",
  "Phase 2",
  "Drug: ",
  "Masking: Double (Participant)",
  "Expanded Access:",
  "Korea, Republic of",
  "São Paulo",
  "United States",
  '"Study Protocol", https://x.org/a.pdf',
  "NCT04333550",
  "\u0000",
  "\ud800",
  "İ",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join("")),
);

const codes = new Set<string>(Object.keys(reasonCodes));

const scalars: ReadonlyArray<readonly [string, (text: string) => Result.Result<unknown, FieldProblem>]> = [
  ["parseNctId", parseNctId],
  ["parsePartialDate", parsePartialDate],
  ["parseAgeRange", parseAgeRange],
  ["parseEnrollment", parseEnrollment],
  ["parseStudyResults", parseStudyResults],
  ["parseStudyType", parseStudyType],
  ["parseMasking", parseMasking],
  ["parseUrl", parseUrl],
  ["parseSex", parseSex],
  ["parseOverallStatus", parseOverallStatus],
];

const lists: ReadonlyArray<readonly [string, (text: string) => { readonly problems: ReadonlyArray<ListProblem> }]> = [
  ["parsePhases", parsePhases],
  ["parseFunders", parseFunders],
  ["parseNames", parseNames],
  ["parseInterventions", parseInterventions],
  ["parseSponsors", parseSponsors],
  ["parseOtherIds", parseOtherIds],
  ["parseLocations", parseLocations],
  ["parseDocuments", parseDocuments],
  ["parseStudyDesign", parseStudyDesign],
];

describe("parsers answer to any text", () => {
  test.each(scalars)("%s gives a value or a problem with a declared code", (_, parse) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parse(text);
        if (Result.isFailure(result)) expect(codes).toContain(result.failure.reason);
        else expect(result.success).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  test.each(lists)("%s gives values and at most one problem per place and reason", (_, parse) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { problems } = parse(text);
        const keys = problems.map(({ position, reason }) => `${position} ${reason}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { reason } of problems) expect(codes).toContain(reason);
      }),
      { numRuns: 1000 },
    );
  });
});
