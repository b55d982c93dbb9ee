import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  parseEnrollment,
  parseNctId,
  parseOverallStatus,
  parseSex,
  parseStudyResults,
  parseStudyType,
  parseUrl,
} from "../../src/index.ts";
import { expectProblem, successOf } from "./expectProblem.ts";

describe("parseNctId", () => {
  it("reads NCT and eight digits", () => expect(successOf(parseNctId("NCT04333550"))).toBe("NCT04333550"));

  test.each([
    "",
    "nct04333550",
    "NCT0433355",
    "NCT043335500",
    " NCT04333550",
    "NCT04333550\n",
    "NCT0433355٠",
    "ISRCTN123",
  ])("refuses %j", (text) => expectProblem(parseNctId(text), "malformed_nct_id"));
});

describe("parseEnrollment", () => {
  test.each([
    ["0", 0],
    ["500", 500],
    ["10000000", 10_000_000],
    ["2147483647", 2_147_483_647],
  ])("reads %s", (text, value) => expect(successOf(parseEnrollment(text))).toBe(value));

  test.each([
    "",
    " ",
    "12e3",
    "1,000",
    " 12",
    "12 ",
    "-1",
    "+1",
    "1.0",
    "0x10",
    "007",
    "1_000",
    "NaN",
    "Infinity",
    "١٢",
  ])("refuses %j", (text) => expectProblem(parseEnrollment(text), "malformed_enrollment"));

  test.each(["2147483648", "9".repeat(400)])("refuses %s as too large for the column", (text) =>
    expectProblem(parseEnrollment(text), "enrollment_out_of_range"),
  );

  it("reads every number that the column can hold", () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(successOf(parseEnrollment(String(value)))).toBe(value);
      }),
    );
  });
});

describe("parseStudyResults", () => {
  test.each([
    ["Has Results", true],
    ["No Results Available", false],
    ["YES", true],
    ["NO", false],
  ])("reads %s", (text, value) => expect(successOf(parseStudyResults(text))).toBe(value));

  test.each(["", "has results", "Maybe"])("refuses %j", (text) =>
    expectProblem(parseStudyResults(text), "unknown_study_results"),
  );
});

describe("parseOverallStatus", () => {
  test.each([
    ["Active, not recruiting", "ACTIVE_NOT_RECRUITING"],
    ["ACTIVE_NOT_RECRUITING", "ACTIVE_NOT_RECRUITING"],
    ["Unknown status", "UNKNOWN"],
  ])("reads %s", (text, value) => expect(successOf(parseOverallStatus(text))).toBe(value));

  test.each(["", "recruiting", "Recruiting ", "Paused", "Active"])("never guesses what %j means", (text) =>
    expectProblem(parseOverallStatus(text), "unknown_overall_status"),
  );
});

describe("parseSex", () => {
  it("reads the classic word and the API's", () => {
    expect(successOf(parseSex("All"))).toBe("ALL");
    expect(successOf(parseSex("FEMALE"))).toBe("FEMALE");
  });

  it("refuses another word", () => expectProblem(parseSex("Women"), "unknown_sex"));
});

describe("parseUrl", () => {
  test.each([
    "https://ClinicalTrials.gov/show/NCT04395482",
    "https://clinicaltrials.gov/study/NCT04395482",
    "http://x.org",
  ])("reads %s as it is", (text) => expect(successOf(parseUrl(text))).toBe(text));

  test.each([
    "",
    "ClinicalTrials.gov/show/NCT04395482",
    "ftp://x.org/",
    "https://",
    "https://x.org/a b",
    "https://x.org|y",
  ])("refuses %j", (text) => expectProblem(parseUrl(text), "malformed_url"));
});

describe("parseStudyType", () => {
  const plain = { isPatientRegistry: false, expandedAccessTypes: [] };

  test.each([
    ["Interventional", { ...plain, studyType: "INTERVENTIONAL" }],
    ["OBSERVATIONAL", { ...plain, studyType: "OBSERVATIONAL" }],
    ["Observational [Patient Registry]", { ...plain, studyType: "OBSERVATIONAL", isPatientRegistry: true }],
    ["Expanded Access", { ...plain, studyType: "EXPANDED_ACCESS" }],
    [
      "Expanded Access:Individual Patients|Treatment IND/Protocol",
      { ...plain, studyType: "EXPANDED_ACCESS", expandedAccessTypes: ["INDIVIDUAL", "TREATMENT"] },
    ],
  ])("reads %s", (text, value) => expect(successOf(parseStudyType(text))).toEqual(value));

  test.each([
    ["", "unknown_study_type"],
    ["Observational [Registry]", "unknown_study_type"],
    ["Interventional:Individual Patients", "malformed_study_type"],
    ["Expanded Access:", "unknown_expanded_access_type"],
    ["Expanded Access:Everyone", "unknown_expanded_access_type"],
    ["Expanded Access:Individual Patients|Individual Patients", "malformed_study_type"],
  ] as const)("refuses %j as %s", (text, reason) => expectProblem(parseStudyType(text), reason));
});
