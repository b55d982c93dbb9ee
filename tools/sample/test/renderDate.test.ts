import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarParts, dayNumber, inMonth, onDay } from "../src/registryDate.ts";
import { renderDate } from "../src/render/renderDate.ts";

test("a date is written with its day unpadded, or as a month alone, or as nothing", () => {
  expect(renderDate(onDay(2020, 5, 4))).toBe("May 4, 2020");
  expect(renderDate(inMonth(2020, 12))).toBe("December 2020");
  expect(renderDate(undefined)).toBe("");
});

test("days before and after 2020 keep their calendar date", () => {
  fc.assert(
    fc.property(
      fc.record({
        year: fc.integer({ min: 1900, max: 2100 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      (date) => {
        expect(calendarParts({ day: dayNumber(date.year, date.month, date.day), precision: "day" })).toEqual(date);
      },
    ),
  );
});
