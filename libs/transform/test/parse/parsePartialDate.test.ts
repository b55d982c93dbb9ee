import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatPartialDate, parsePartialDate } from "../../src/index.ts";
import { expectProblem, successOf } from "./expectProblem.ts";

describe("parsePartialDate", () => {
  test.each([
    ["May 20, 2020", "2020-05-20", "day"],
    ["May 3, 2020", "2020-05-03", "day"],
    ["December 31, 2099", "2099-12-31", "day"],
    ["January 1998", "1998-01-01", "month"],
    ["2020-05-20", "2020-05-20", "day"],
    ["2020-05", "2020-05-01", "month"],
    ["2020", "2020-01-01", "year"],
    ["February 29, 2020", "2020-02-29", "day"],
    ["2000-02-29", "2000-02-29", "day"],
  ])("reads %s and keeps the text", (raw, date, precision) => {
    expect(successOf(parsePartialDate(raw))).toEqual({ date, precision, raw });
  });

  test.each([
    "February 30, 2020",
    "February 29, 2019",
    "1900-02-29",
    "2020-13",
    "2020-00",
    "2020-04-31",
    "April 31, 2020",
    "0000",
  ])("refuses %s because the calendar has no such day", (text) =>
    expectProblem(parsePartialDate(text), "impossible_date"),
  );

  test.each([
    "",
    " ",
    "May 20 2020",
    "May 20, 20",
    "May 020, 2020",
    "may 20, 2020",
    "MAY 2020",
    "Mai 2020",
    "Sept 2020",
    "20 May 2020",
    "20-05-2020",
    "05/20/2020",
    "2020-5-2",
    "2020-05-20T00:00:00Z",
    " May 2020",
    "May 2020 ",
    "May 2020 5",
    "2020 05",
    "٢٠٢٠",
  ])("refuses the shape of %j", (text) => expectProblem(parsePartialDate(text), "malformed_date"));

  it("reads every day that it can write, in every precision", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        fc.constantFrom("day" as const, "month" as const, "year" as const),
        (instant, precision) => {
          const day = instant.toISOString().slice(0, 10);
          const date =
            precision === "day" ? day : precision === "month" ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
          const words = formatPartialDate(date, precision);
          expect(successOf(parsePartialDate(words))).toEqual({ date, precision, raw: words });
          const iso = day.slice(0, { day: 10, month: 7, year: 4 }[precision]);
          expect(successOf(parsePartialDate(iso))).toEqual({ date, precision, raw: iso });
        },
      ),
    );
  });

  it("accepts a numeric date exactly when the calendar has the day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const text = `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
          const instant = new Date(`${text}T00:00:00Z`);
          const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
          expect(parsePartialDate(text)._tag).toBe(exists ? "Success" : "Failure");
        },
      ),
    );
  });
});
