import { DatePrecision } from "@trialflow/schema";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dateOrder } from "../src/index.ts";
import { books } from "./support/library.ts";
import { openShelf } from "./support/openShelf.ts";

let shelf: Awaited<ReturnType<typeof openShelf>>;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

/** Three years with a leap day; most of the dates tried lie where months and years meet. */
const allDays = Array.from({ length: 3 * 365 + 1 }, (_, day) =>
  new Date(Date.UTC(2019, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
);
const borderDays = [
  "2019-11-30",
  "2019-12-01",
  "2019-12-31",
  "2020-01-01",
  "2020-01-31",
  "2020-02-01",
  "2020-02-28",
].concat(["2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01"]);
const someDate = fc.record({
  date: fc.option(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...borderDays) }, fc.constantFrom(...allDays))),
  precision: fc.constantFrom(...DatePrecision.values),
});

/** All days of the period that a date stands for. */
const daysOf = (date: string, precision: DatePrecision) =>
  allDays.filter((day) => day.startsWith(date.slice(0, { day: 10, month: 7, year: 4 }[precision])));

const check = dateOrder({
  name: "rule",
  severity: "error",
  description: "A rule.",
  earlier: { date: books.writtenOn, precision: books.writtenPrecision },
  later: { date: books.printedOn, precision: books.printedPrecision },
});

test("dateOrder fails exactly where no day of the one period is on or before a day of the other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(someDate, someDate), { minLength: 50, maxLength: 150 }), async (pairs) => {
      const rows = pairs.map(([written, printed], index) => ({
        isbn: String(index),
        written_on: written.date,
        written_precision: written.date === null ? null : written.precision,
        printed_on: printed.date,
        printed_precision: printed.date === null ? null : printed.precision,
      }));
      const expected = pairs.flatMap(([written, printed], index) => {
        if (written.date === null || printed.date === null) return [];
        const printedDays = daysOf(printed.date, printed.precision);
        const isPossible = daysOf(written.date, written.precision).some((day) =>
          printedDays.some((other) => day <= other),
        );
        return isPossible ? [] : [String(index)];
      });
      expect(new Set(await shelf.failingOf(check, rows))).toEqual(new Set(expected));
    }),
    { numRuns: 20 },
  );
});
