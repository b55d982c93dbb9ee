import {
  AgencyClass,
  AgeUnit,
  Allocation,
  DatePrecision,
  ExpandedAccessType,
  IdType,
  InterventionModel,
  InterventionType,
  Masking,
  ObservationalModel,
  OverallStatus,
  Phase,
  PrimaryPurpose,
  Sex,
  SponsorRole,
  StdAge,
  StudyType,
  TimePerspective,
  type Vocabulary,
  vocabulary,
  WhoMasked,
} from "@trialflow/schema";
import { describe, expect, it, test } from "vitest";

const sizes: ReadonlyArray<readonly [Vocabulary, number]> = [
  [AgeUnit, 6],
  [AgencyClass, 9],
  [Allocation, 3],
  [DatePrecision, 3],
  [ExpandedAccessType, 3],
  [IdType, 2],
  [InterventionModel, 5],
  [InterventionType, 11],
  [Masking, 5],
  [ObservationalModel, 9],
  [OverallStatus, 14],
  [Phase, 6],
  [PrimaryPurpose, 10],
  [Sex, 3],
  [SponsorRole, 2],
  [StdAge, 3],
  [StudyType, 3],
  [TimePerspective, 4],
  [WhoMasked, 4],
];

describe("vocabularies", () => {
  test.each(sizes)("$0.name has the registry's $1 values, each found by value and label", (list, size) => {
    expect(list.values).toHaveLength(size);
    expect(new Set(list.values).size).toBe(size);
    list.entries.forEach((entry, index) => {
      for (const spelling of [entry.value, entry.label, ...(entry.alsoWritten ?? [])]) {
        expect(list.fromSpelling(spelling)).toBe(entry.value);
      }
      expect(list.labelOf(entry.value)).toBe(entry.label);
      expect(list.sortOrderOf(entry.value)).toBe(index + 1);
    });
  });

  it("matches exactly and guesses nothing", () => {
    for (const text of ["", "recruiting", " Recruiting", "Recruiting.", "__proto__", "constructor"]) {
      expect(OverallStatus.fromSpelling(text)).toBeUndefined();
    }
  });

  it("knows which statuses end a trial", () => {
    const ended = OverallStatus.entries.filter(({ isEnded }) => isEnded).map(({ value }) => value);
    expect(ended).toEqual(["COMPLETED", "TERMINATED", "WITHDRAWN", "NO_LONGER_AVAILABLE", "APPROVED_FOR_MARKETING"]);
  });

  it("reads the old spellings", () => {
    expect(Phase.fromSpelling("N/A")).toBe("NA");
    expect(AgencyClass.fromSpelling("U.S. Fed")).toBe("FED");
  });

  it("refuses a spelling that would mean two values", () => {
    expect(() =>
      vocabulary("phase", [
        { value: "A", label: "Same" },
        { value: "B", label: "Same" },
      ]),
    ).toThrow('"Same" is declared for A and for B');
  });

  it("refuses to name a value that it does not have", () => {
    expect(() => (Phase as Vocabulary).labelOf("PHASE9")).toThrow('"PHASE9" is not one of');
  });
});
