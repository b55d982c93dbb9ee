import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommandEvent } from "../../src/progress/Activity.ts";
import { type Activity, nextActivity } from "../../src/progress/Activity.ts";
import { abandonedLine, activityLine, finishedLine } from "../../src/progress/activityLine.ts";
import { displayWidth } from "../../src/render/displayWidth.ts";

const after = (...events: ReadonlyArray<readonly [number, CommandEvent]>): Activity => {
  const activity = events.reduce<Activity | null>((before, [now, event]) => nextActivity(before, event, now), null);
  if (activity === null) throw new Error("nothing is going on");
  return activity;
};
const started = [0, { _tag: "StepStarted", step: "load", subject: "trials.csv" }] as const;

describe("the line of a step", () => {
  test("shows rows and their rate, without an estimate where the total is not known", () => {
    const activity = after(started, [2000, { _tag: "RowsDone", step: "load", rows: 5000, total: null }]);
    expect(activityLine(activity, 3000)).toBe("load      trials.csv  5,000 rows  2,500 rows/s  3.0 s");
  });

  test("estimates the time left from the rate so far, counting on from the latest news", () => {
    const activity = after(started, [10_000, { _tag: "RowsDone", step: "load", rows: 1000, total: 4000 }]);
    expect(activityLine(activity, 10_000)).toContain("1,000 of 4,000 rows  100 rows/s  10 s  about 30 s left");
    expect(activityLine(activity, 15_000)).toContain("15 s  about 25 s left");
  });

  test("does not estimate from the first moment, nor when all is done", () => {
    const early = after(started, [500, { _tag: "RowsDone", step: "load", rows: 10, total: 40 }]);
    const done = after(started, [5000, { _tag: "RowsDone", step: "load", rows: 40, total: 40 }]);
    expect(activityLine(early, 600) + activityLine(done, 6000)).not.toContain("left");
  });

  test("cuts the subject and keeps the figures where the window is narrow", () => {
    const activity = after([0, { _tag: "StepStarted", step: "load", subject: "a-long-name-of-a-file-2020.csv" }]);
    expect(finishedLine({ ...activity, rows: 500 }, 1000, 50)).toBe(
      "load      a-long-nam…  500 rows  500 rows/s  1.0 s",
    );
    expect(abandonedLine(activity, 1000, 40)).toBe("load      a-long-n…  not finished  1.0 s");
  });

  test("is never wider than the window", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 120 }),
        (subject, rows, now, width) => {
          const begun = after([0, { _tag: "StepStarted", step: "transform", subject }]);
          const activity = after(
            [0, { _tag: "StepStarted", step: "transform", subject }],
            [now, { _tag: "RowsDone", step: "transform", rows, total: rows * 2 }],
          );
          for (const line of [
            activityLine(activity, now, width),
            finishedLine(activity, now, width),
            abandonedLine(begun, now, width),
          ]) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
