import type { DatePrecision } from "@trialflow/schema";
import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";

/** A date of the registry with what it leaves open. */
export interface PartialDate {
  /** `YYYY-MM-DD`, the first day of the period that the source names. */
  readonly date: string;
  readonly precision: DatePrecision;
  /** The source's text. */
  readonly raw: string;
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const monthNumbers: ReadonlyMap<string, number> = new Map(monthNames.map((name, index) => [name, index + 1]));

const classic = /^([A-Z][a-z]+) (?:([1-9]\d?), )?(\d{4})$/;
const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const expected = "a date as May 20, 2020 or May 2020 or 2020-05-20 or 2020-05 or 2020";

/**
 * Parses a date of the classic export (`May 20, 2020`, `May 2020`) or of the API (`2020-05-20`, `2020-05`, `2020`). Month
 * names are the full English ones; the day carries no leading zero in words and two digits in numbers.
 *
 * Errors   `malformed_date`, `impossible_date` (February 30, month 13, year 0)
 * Source   ClinicalTrials.gov classic export; API v2 type `PartialDate`
 */
export const parsePartialDate = (text: string): Result.Result<PartialDate, FieldProblem> => {
  const words = classic.exec(text);
  if (words !== null) {
    const month = monthNumbers.get(words[1] ?? "");
    return month === undefined
      ? failWith("malformed_date", text, expected)
      : calendarDate(text, words[3] ?? "", month, words[2] === undefined ? undefined : Number(words[2]));
  }
  const numbers = iso.exec(text);
  if (numbers === null) return failWith("malformed_date", text, expected);
  const [, year = "", month, day] = numbers;
  return calendarDate(
    text,
    year,
    month === undefined ? undefined : Number(month),
    day === undefined ? undefined : Number(day),
  );
};

/** Writes a date as the classic export does: `May 20, 2020`, `May 2020`; a bare year stays a year. */
export const formatPartialDate = (date: string, precision: DatePrecision): string => {
  const [year = "", month = "", day = ""] = date.split("-");
  if (precision === "year") return year;
  const name = monthNames[Number(month) - 1] ?? "";
  return precision === "month" ? `${name} ${year}` : `${name} ${Number(day)}, ${year}`;
};

const calendarDate = (raw: string, year: string, month: number | undefined, day: number | undefined) => {
  if (!isInCalendar(Number(year), month ?? 1, day ?? 1)) {
    return failWith("impossible_date", raw, "a day that the calendar has");
  }
  const precision: DatePrecision = month === undefined ? "year" : day === undefined ? "month" : "day";
  return Result.succeed({ date: `${year}-${twoDigits(month ?? 1)}-${twoDigits(day ?? 1)}`, precision, raw });
};

const isInCalendar = (year: number, month: number, day: number): boolean =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
