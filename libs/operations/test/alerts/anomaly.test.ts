import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDeviations } from "../../src/alerts/anomaly/findDeviations.ts";
import type { LoadFigures } from "../../src/alerts/anomaly/LoadFigures.ts";
import { leastHistory, medianOf, usualRange } from "../../src/alerts/anomaly/usualRange.ts";
import { at } from "./support/fires.ts";

const value = fc.integer({ min: 0, max: 1_000_000 });
const values = fc.array(value, { minLength: leastHistory, maxLength: 30 });
const change = fc.integer({ min: 0, max: 1000 });

const rangeOf = (history: ReadonlyArray<number>, leastChange: number) => {
  const range = usualRange(history, leastChange);
  if (range === null) throw new Error(`a history of ${history.length} gave no range`);
  return range;
};

describe("the usual range", () => {
  test("is not told of a short history", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: leastHistory - 1 }), change, (history, least) => {
        expect(usualRange(history, least)).toBeNull();
      }),
    );
  });

  test("holds the median, what is nearer to it than the least change, and at least half of the history", () => {
    fc.assert(
      fc.property(values, change, (history, least) => {
        const { from, to, median } = rangeOf(history, least);
        expect(median).toBe(medianOf(history));
        expect(from).toBeLessThanOrEqual(median - least);
        expect(to).toBeGreaterThanOrEqual(median + least);
        const inside = history.filter((found) => from <= found && found <= to);
        expect(inside.length * 2).toBeGreaterThanOrEqual(history.length);
      }),
    );
  });

  test("does not depend on the order of the history, and moves and grows with it", () => {
    const shuffled = values.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 50 }), change, ([history, other], factor, shift) => {
        const range = rangeOf(history, 7);
        expect(rangeOf(other, 7)).toEqual(range);
        const moved = rangeOf(
          history.map((found) => found * factor + shift),
          7 * factor,
        );
        expect(moved.from).toBeCloseTo(range.from * factor + shift, 3);
        expect(moved.to).toBeCloseTo(range.to * factor + shift, 3);
      }),
    );
  });

  test("stays where the better half of the history is, however wild the rest", () => {
    const good = fc.array(fc.integer({ min: 900, max: 1100 }), { minLength: leastHistory, maxLength: 30 });
    const wild = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(good, wild, (calm, others) => {
        const history = [...calm, ...others.slice(0, calm.length - 1)];
        const { from, to, median } = rangeOf(history, 0);
        expect(median).toBeGreaterThanOrEqual(900);
        expect(median).toBeLessThanOrEqual(1100);
        // No value of the better half is further from the median than 200.
        expect(to).toBeLessThanOrEqual(1100 + 5 * 1.4826 * 200);
        expect(from).toBeGreaterThanOrEqual(900 - 5 * 1.4826 * 200);
      }),
    );
  });

  test("of values that never change is the least change to both sides", () => {
    fc.assert(
      fc.property(value, fc.integer({ min: leastHistory, max: 30 }), change, (same, count, least) => {
        expect(rangeOf(Array<number>(count).fill(same), least)).toMatchObject({ from: same - least, to: same + least });
      }),
    );
  });

  test("is five scaled median deviations wide", () => {
    expect(rangeOf([10, 12, 8, 11, 9, 10, 14, 6, 10], 0)).toMatchObject({
      median: 10,
      medianDeviation: 1,
      from: 10 - 5 * 1.4826,
      to: 10 + 5 * 1.4826,
    });
  });
});

const usual: LoadFigures = {
  loadId: 0,
  fileName: "trials.csv",
  loadedAt: at(0),
  snapshotDate: null,
  rowsRead: 5000,
  rowsNew: 200,
  rowsChanged: 300,
  rowsVanished: 2,
  loadSeconds: 12,
  rejectShare: 0.004,
};

/** A history with the unrest of a real source. */
const history = Array.from({ length: 30 }, (_, index): LoadFigures => {
  const unrest = ((index * 7) % 11) - 5;
  return {
    ...usual,
    loadId: index + 1,
    rowsRead: 5000 + unrest * 12,
    rowsNew: 200 + unrest * 6,
    rowsChanged: 300 + unrest * 9,
    rowsVanished: index % 3,
    loadSeconds: 12 + unrest * 0.4,
    rejectShare: 0.004 + unrest * 0.0002,
  };
});
const marks = (fields: Partial<LoadFigures>, past = history) =>
  findDeviations({ ...usual, loadId: 99, ...fields }, past).map(({ measure, direction }) => `${measure} ${direction}`);

describe("a load", () => {
  test("that is as those before it is not unusual", () => {
    expect(marks({})).toEqual([]);
    for (const [index, load] of history.entries()) {
      const others = history.filter((_, other) => other !== index);
      expect(findDeviations(load, others)).toEqual([]);
    }
  });

  test.each([
    [{ rowsRead: 2500 }, "rows_read less"],
    [{ rowsRead: 9000 }, "rows_read more"],
    [{ rowsNew: 0 }, "rows_new less"],
    [{ rowsNew: 900 }, "rows_new more"],
    [{ rowsChanged: 4000 }, "rows_changed more"],
    [{ rowsChanged: 0 }, "rows_changed less"],
    [{ rowsVanished: 700 }, "rows_vanished more"],
    [{ loadSeconds: 90 }, "load_seconds more"],
    [{ rejectShare: 0.06 }, "reject_share more"],
  ])("with %o is unusual for its %s", (fields, mark) => {
    expect(marks(fields)).toEqual([mark]);
  });

  test("is not unusual for what is better than usual", () => {
    const bad = history.map((load) => ({ ...load, rowsVanished: 700, loadSeconds: 90, rejectShare: 0.3 }));
    expect(marks({ rowsVanished: 0, loadSeconds: 0.1, rejectShare: 0 }, bad)).toEqual([]);
  });

  test("of a source that is always the same is not unusual for a few rows, seconds or rejects", () => {
    const same = history.map((load) => ({
      ...usual,
      loadId: load.loadId,
      rowsNew: 0,
      rowsChanged: 0,
      rowsVanished: 0,
    }));
    expect(
      marks({ rowsNew: 40, rowsChanged: 40, rowsVanished: 40, loadSeconds: 20, rejectShare: 0.012 }, same),
    ).toEqual([]);
    expect(marks({ rowsNew: 60, rowsChanged: 0, rowsVanished: 0 }, same)).toEqual(["rows_new more"]);
  });

  test("of a young source is not unusual", () => {
    expect(marks({ rowsRead: 1 }, history.slice(0, leastHistory - 1))).toEqual([]);
    expect(marks({ rowsRead: 1 }, history.slice(0, leastHistory))).toEqual(["rows_read less"]);
  });

  test("that is inserted into the past is not compared", () => {
    const dated = history.map((load) => ({ ...load, snapshotDate: "2020-06-01" }));
    expect(marks({ rowsRead: 1, snapshotDate: "2020-05-01" }, dated)).toEqual([]);
    expect(marks({ rowsRead: 1, snapshotDate: "2020-06-02" }, dated)).toEqual(["rows_read less"]);
  });

  test("whose time nobody measured is compared by the rest", () => {
    expect(marks({ loadSeconds: null, rowsRead: 1 })).toEqual(["rows_read less"]);
    expect(
      marks(
        { loadSeconds: 900 },
        history.map((load) => ({ ...load, loadSeconds: null })),
      ),
    ).toEqual([]);
  });

  test("says what was found and what is usual", () => {
    expect(findDeviations({ ...usual, rowsRead: 2500, rejectShare: 0.06 }, history)).toMatchObject([
      {
        found: 2500,
        median: 5000,
        historyCount: 30,
        words: expect.stringMatching(/^rows read: 2,500, usual are 4,\d\d\d to 5,\d\d\d$/),
      },
      { words: expect.stringMatching(/^share of rows with something set aside: 6\.00 %, usual are up to 1\.\d\d %$/) },
    ]);
  });
});
