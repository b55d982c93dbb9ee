import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderBySnapshot } from "../../src/acquire/orderBySnapshot.ts";
import { impossibleDateOf, snapshotDateOf } from "../../src/acquire/snapshotDate.ts";

const days = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const noDigits = fc.string().map((text) => text.replace(/\d/g, ""));

describe("snapshotDateOf", () => {
  it("finds every date of the century in both notations, whatever stands around it", () => {
    fc.assert(
      fc.property(days, noDigits, noDigits, fc.boolean(), (day, before, after, isDashed) => {
        const written = isDashed ? day : day.replaceAll("-", "");
        expect(snapshotDateOf(`${before}${written}${after}`)).toBe(day);
      }),
    );
  });

  it("gives a real calendar date or nothing for any eight digits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (digits) => {
        const date = snapshotDateOf(`trials-${digits}.csv`);
        if (date === null) return;
        expect(date.replaceAll("-", "")).toBe(digits);
        expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
      }),
      { numRuns: 1000 },
    );
  });

  it("finds no date inside a longer number", () => {
    fc.assert(
      fc.property(days, fc.stringMatching(/^\d{1,6}$/), fc.boolean(), (day, digits, isBefore) => {
        const written = day.replaceAll("-", "");
        expect(snapshotDateOf(isBefore ? `${digits}${written}` : `${written}${digits}`)).toBeNull();
      }),
    );
  });

  it("finds none in a name with two different dates, and one where both notations agree", () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        const name = `trials-${one}_${other.replaceAll("-", "")}.csv`;
        expect(snapshotDateOf(name)).toBe(one === other ? one : null);
      }),
    );
  });

  it.each([
    ["clinicalTrials-20200406.tsv", "2020-04-06"],
    ["2020-10-12 trials.csv", "2020-10-12"],
    ["trials_20240229.zip", "2024-02-29"],
    ["trials_20230229.zip", null],
    ["trials_20201301.csv", null],
    ["trials_20200400.csv", null],
    ["ids-19991231.csv", null],
    ["ids-21000101.csv", null],
    ["COVID clinical trials.csv", null],
    ["2020-4-6.csv", null],
    ["2020-0406.csv", null],
  ])("reads %s as %s", (name, date) => {
    expect(snapshotDateOf(name)).toBe(date);
  });
});

describe("impossibleDateOf", () => {
  it.each([
    ["v-20230231.csv", "20230231"],
    ["trials_20201301.csv", "20201301"],
    ["trials_20200400.csv", "20200400"],
    ["trials 2023-02-29.csv", "2023-02-29"],
    ["v-20230228.csv", null],
    ["v-20230231-20230301.csv", null],
    ["NCT20230231.csv", null],
    ["ids-19991331.csv", null],
    ["ids-21001331.csv", null],
    ["202302311200.csv", null],
    ["12345678.csv", null],
    ["2020-4-6.csv", null],
    ["COVID clinical trials.csv", null],
  ])("finds in %s %s", (name, found) => {
    expect(impossibleDateOf(name)).toBe(found);
  });

  it("finds one in every eight digits of the century that are no date, and in none that are one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^20\d{6}$/), noDigits, (digits, before) => {
        const name = `${before}-${digits}.csv`;
        expect(impossibleDateOf(name) === null).toBe(snapshotDateOf(name) !== null);
      }),
    );
  });
});

describe("orderBySnapshot", () => {
  const file = fc.record({ id: fc.integer(), snapshotDate: days });

  it("keeps all files and puts no older one after a newer one", () => {
    fc.assert(
      fc.property(fc.array(file), (files) => {
        const ordered = orderBySnapshot(files);
        expect([...ordered].map(({ id }) => id).sort()).toEqual(files.map(({ id }) => id).sort());
        for (const [index, { snapshotDate }] of ordered.entries()) {
          expect(snapshotDate >= (ordered[index - 1]?.snapshotDate ?? "")).toBe(true);
        }
      }),
    );
  });

  it("keeps the given order of files of one date", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (ids) => {
        const files = ids.map((id) => ({ id, snapshotDate: "2020-04-06" }));
        expect(orderBySnapshot(files)).toEqual(files);
      }),
    );
  });

  it("keeps the given order when a single file has no date", () => {
    fc.assert(
      fc.property(fc.array(file), fc.nat(), (files, at) => {
        const mixed: Array<{ id: number; snapshotDate: string | null }> = [...files];
        mixed.splice(at % (files.length + 1), 0, { id: 0, snapshotDate: null });
        expect(orderBySnapshot(mixed)).toEqual(mixed);
      }),
    );
  });
});
