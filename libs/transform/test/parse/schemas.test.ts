import { Result, Schema } from "effect";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  AgeRangeFromText,
  DocumentsFromText,
  EnrollmentFromText,
  FundersFromText,
  InterventionsFromText,
  LocationsFromText,
  NamesFromText,
  NctId,
  OtherIdsFromText,
  OverallStatusFromText,
  PartialDateFromText,
  PhasesFromText,
  SexFromText,
  SponsorsFromText,
  StudyDesignFromText,
  StudyResultsFromText,
  StudyTypeFromText,
  UrlFromText,
} from "../../src/index.ts";

const documents =
  '"Study Protocol", https://x.org/Prot_000.pdf|"Informed Consent Form: Donor Consent", https://x.org/ICF_001.pdf';
const codecs: ReadonlyArray<
  readonly [string, Schema.Codec<unknown, string>, ReadonlyArray<string>, ReadonlyArray<string>]
> = [
  ["NctId", NctId, ["NCT04333550"], ["nct04333550", ""]],
  ["UrlFromText", UrlFromText, ["https://ClinicalTrials.gov/show/NCT04333550"], ["show"]],
  ["EnrollmentFromText", EnrollmentFromText, ["0", "120"], ["1,000", "-1"]],
  ["StudyResultsFromText", StudyResultsFromText, ["Has Results", "No Results Available"], ["Some"]],
  ["OverallStatusFromText", OverallStatusFromText, ["Active, not recruiting", "Unknown status"], ["Paused"]],
  ["SexFromText", SexFromText, ["All"], ["Any"]],
  [
    "PartialDateFromText",
    PartialDateFromText,
    ["May 20, 2020", "May 2020", "2020-05-20", "2020"],
    ["February 30, 2020"],
  ],
  [
    "AgeRangeFromText",
    AgeRangeFromText,
    ["18 Years and older \u00a0 (Adult, Older Adult)", "up to 1 Month \u00a0 (Child)", "Child, Adult"],
    ["18+"],
  ],
  ["StudyTypeFromText", StudyTypeFromText, ["Interventional", "Expanded Access:Individual Patients"], ["Other"]],
  [
    "StudyDesignFromText",
    StudyDesignFromText,
    ["Allocation: Randomized|Masking: Double (Participant, Investigator)", "", "Observational Model: Cohort"],
    ["Allocation: Randomized|Masking: Perhaps"],
  ],
  ["PhasesFromText", PhasesFromText, ["Phase 2|Phase 3", ""], ["Phase 2|Phase 9"]],
  ["FundersFromText", FundersFromText, ["Other|Industry"], ["Other|Charity"]],
  ["NamesFromText", NamesFromText, ["COVID-19|Pneumonia, Viral", ""], ["COVID-19||ARDS"]],
  ["SponsorsFromText", SponsorsFromText, ["A|B|C"], ["|B"]],
  ["OtherIdsFromText", OtherIdsFromText, ["TAC|2020-002973-89"], ["TAC|"]],
  ["InterventionsFromText", InterventionsFromText, ["Drug: A: B|Other: Standard of care"], ["Cloroquine"]],
  [
    "LocationsFromText",
    LocationsFromText,
    ["Asan, Seoul, Korea, Republic of|Foch, Suresnes, France"],
    ["Foch, Suresnes, Atlantis"],
  ],
  ["DocumentsFromText", DocumentsFromText, [documents], ['"Study Plan"']],
];

describe("schemas over the parsers", () => {
  test.each(codecs)("%s writes back what it read", (_, codec, good) => {
    for (const text of good) {
      expect(Schema.encodeSync(codec)(Schema.decodeSync(codec)(text))).toBe(text);
    }
  });

  test.each(codecs)("%s fails with the reason and without the cell's text", (_, codec, __, bad) => {
    for (const text of bad) {
      const result = Schema.decodeUnknownResult(codec)(text);
      expect(Result.isFailure(result)).toBe(true);
      if (Result.isSuccess(result)) continue;
      expect(String(result.failure.message)).toMatch(/^[a-z_]+: expected /);
      if (text.length > 3) expect(String(result.failure.message)).not.toContain(text);
    }
  });

  test.each(codecs)("%s gives back an equal value for any text that it reads", (_, codec, good) => {
    const mutated = fc
      .tuple(
        fc.constantFrom(...good),
        fc.constantFrom(...good),
        fc.nat(60),
        fc.nat(60),
        fc.constantFrom("", "|", ", ", " "),
      )
      .map(([a, b, i, j, glue]) => `${a.slice(0, i)}${glue}${b.slice(j)}`);
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: "binary" })), (text) => {
        const value = Schema.decodeUnknownResult(codec)(text);
        if (Result.isFailure(value)) return;
        expect(Schema.decodeSync(codec)(Schema.encodeSync(codec)(value.success))).toEqual(value.success);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses to write a value that the text would not say", () => {
    expect(Result.isFailure(Schema.encodeResult(NamesFromText)(["A|B"]))).toBe(true);
    expect(
      Result.isFailure(
        Schema.encodeResult(PartialDateFromText)({ date: "2020-05-21", precision: "day", raw: "May 20, 2020" }),
      ),
    ).toBe(true);
    expect(Result.isFailure(Schema.encodeResult(EnrollmentFromText)(1.5))).toBe(true);
  });
});
