import { describe, expect, it, test } from "vitest";
import { formatStudyDesign, parseMasking, parseStudyDesign } from "../../src/index.ts";
import { expectProblem, successOf } from "./expectProblem.ts";

const nothing = {
  allocation: null,
  interventionModel: null,
  masking: null,
  whoMasked: null,
  primaryPurpose: null,
  observationalModel: null,
  timePerspective: null,
};

describe("parseStudyDesign", () => {
  it("reads the design of an interventional study", () => {
    const text =
      "Allocation: Randomized|Intervention Model: Parallel Assignment|Masking: Double (Participant, Outcomes Assessor)|Primary Purpose: Treatment";
    const { design, problems } = parseStudyDesign(text);
    expect(problems).toEqual([]);
    expect(design).toEqual({
      ...nothing,
      allocation: "RANDOMIZED",
      interventionModel: "PARALLEL",
      masking: "DOUBLE",
      whoMasked: ["PARTICIPANT", "OUTCOMES_ASSESSOR"],
      primaryPurpose: "TREATMENT",
    });
    expect(formatStudyDesign(design)).toBe(text);
  });

  it("reads the design of an observational study", () => {
    const text = "Observational Model: Case-Control|Time Perspective: Cross-Sectional";
    const { design } = parseStudyDesign(text);
    expect(design).toEqual({ ...nothing, observationalModel: "CASE_CONTROL", timePerspective: "CROSS_SECTIONAL" });
    expect(formatStudyDesign(design)).toBe(text);
  });

  it("reads the API's words and blanks around the pipes", () => {
    const text = "Allocation: NA | Intervention Model: SINGLE_GROUP | Masking: NONE | Primary Purpose: ECT";
    expect(parseStudyDesign(text)).toEqual({
      design: {
        ...nothing,
        allocation: "NA",
        interventionModel: "SINGLE_GROUP",
        masking: "NONE",
        whoMasked: [],
        primaryPurpose: "ECT",
      },
      problems: [],
    });
  });

  it("leaves an empty design empty", () => {
    expect(parseStudyDesign("")).toEqual({ design: nothing, problems: [] });
    expect(formatStudyDesign(nothing)).toBe("");
  });

  it("sets aside each part that it cannot read and keeps the others", () => {
    const { design, problems } = parseStudyDesign(
      "Allocation: Drawn by lot|Masking: None (Open Label)|Endpoint Classification: Safety Study||Primary Purpose|Masking: Single",
    );
    expect(design).toEqual({ ...nothing, masking: "NONE", whoMasked: [] });
    expect(problems.map(({ position, reason, found }) => [position, reason, found])).toEqual([
      [1, "unknown_allocation", "Drawn by lot"],
      [3, "unknown_design_key", "Endpoint Classification: Safety Study"],
      [4, "empty_list_entry", ""],
      [5, "malformed_design", "Primary Purpose"],
      [6, "repeated_design_key", "Masking: Single"],
    ]);
  });
});

describe("parseMasking", () => {
  test.each([
    ["None (Open Label)", "NONE", []],
    ["Open Label", "NONE", []],
    ["Double", "DOUBLE", null],
    ["Single (Participant)", "SINGLE", ["PARTICIPANT"]],
    ["TRIPLE (PARTICIPANT, CARE_PROVIDER, INVESTIGATOR)", "TRIPLE", ["PARTICIPANT", "CARE_PROVIDER", "INVESTIGATOR"]],
    ["Double Blind (Subject, Caregiver)", "DOUBLE", ["PARTICIPANT", "CARE_PROVIDER"]],
  ])("reads %s", (text, masking, whoMasked) => {
    expect(successOf(parseMasking(text))).toEqual({ masking, whoMasked });
  });

  test.each([
    ["", "unknown_masking"],
    ["Half (Participant)", "unknown_masking"],
    ["Double (Participant, Janitor)", "unknown_who_masked"],
    ["Double ()", "unknown_who_masked"],
  ] as const)("refuses %j as %s", (text, reason) => expectProblem(parseMasking(text), reason));
});
