import { DatePrecision } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dateOrder, runSuite, suite, unique } from "../src/index.ts";
import { books, createLibrary } from "./support/library.ts";
import { executeAll, openStage, type Stage } from "./support/rehearse.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.run(executeAll([...createLibrary, sql`delete from library.books`]));
});
afterAll(() => stage.close());

const about = { name: "rule", severity: "error", description: "A rule." } as const;
const failingOf = async (check: ReturnType<typeof unique>, rows: ReadonlyArray<object>) => {
  const report = await stage.rehearse(
    [
      sql`insert into library.books select * from jsonb_populate_recordset(null::library.books, ${JSON.stringify(rows)}::jsonb)`,
    ],
    runSuite(suite({ name: "library", version: "1", checks: [check] }), { sampleSize: rows.length }),
  );
  const [result] = report.results;
  expect(result?.sample).toHaveLength(result?.failedCount ?? -1);
  return new Set(result?.sample.map(({ key }) => key["isbn"]));
};

/** All days of the period that a date stands for, within the three years that the property looks at. */
const isoDays = Array.from({ length: 3 * 365 + 1 }, (_, day) =>
  new Date(Date.UTC(2019, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
);
const prefixLength = { day: 10, month: 7, year: 4 } as const;
const daysOf = (date: string, precision: DatePrecision) =>
  isoDays.filter((day) => day.startsWith(date.slice(0, prefixLength[precision])));

test("dateOrder fails exactly where no day of the one period is on or before a day of the other", async () => {
  const someDate = fc.record({
    date: fc.option(fc.constantFrom(...isoDays)),
    precision: fc.constantFrom(...DatePrecision.values),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(someDate, someDate), { minLength: 1, maxLength: 60 }), async (pairs) => {
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
      const check = dateOrder({
        ...about,
        earlier: { date: books.writtenOn, precision: books.writtenPrecision },
        later: { date: books.printedOn, precision: books.printedPrecision },
      });
      expect(await failingOf(check, rows)).toEqual(new Set(expected));
    }),
    { numRuns: 25 },
  );
});

test("unique finds exactly the rows that share their values with another", async () => {
  const titles = fc.option(fc.constantFrom("a", "A", "a ", "", "ä", "b"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(titles, fc.option(fc.nat(2))), { minLength: 1, maxLength: 40 }),
      async (pairs) => {
        const rows = pairs.map(([book_title, pages], index) => ({ isbn: String(index), book_title, pages }));
        const expected = rows.filter((row) =>
          rows.some(
            (other) =>
              other.isbn !== row.isbn &&
              row.book_title !== null &&
              row.pages !== null &&
              other.book_title === row.book_title &&
              other.pages === row.pages,
          ),
        );
        const check = unique({ ...about, columns: [books.title, books.pages] });
        expect(await failingOf(check, rows)).toEqual(new Set(expected.map(({ isbn }) => isbn)));
      },
    ),
    { numRuns: 25 },
  );
});
