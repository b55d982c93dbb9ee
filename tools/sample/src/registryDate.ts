import type { RegistryDate } from "./Trial.ts";

const epoch = Date.UTC(2020, 0, 1);
const millisecondsPerDay = 86_400_000;

/** Counts the days from 1 January 2020 to a date; months run from 1 to 12, earlier dates are negative. */
export const dayNumber = (year: number, month: number, day: number): number =>
  (Date.UTC(year, month - 1, day) - epoch) / millisecondsPerDay;

/** Makes a date of which the registry shows the day. */
export const onDay = (year: number, month: number, day: number): RegistryDate => ({
  day: dayNumber(year, month, day),
  precision: "day",
});

/** Makes a date of which the registry shows the month alone. */
export const inMonth = (year: number, month: number): RegistryDate => ({
  day: dayNumber(year, month, 1),
  precision: "month",
});

/** Splits a date into year, month (1 to 12) and day. */
export const calendarParts = ({ day }: RegistryDate): { year: number; month: number; day: number } => {
  const date = new Date(epoch + day * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** Tells whether two dates lie in one month of one year. */
export const isSameMonth = (left: RegistryDate, right: RegistryDate): boolean => {
  const [a, b] = [calendarParts(left), calendarParts(right)];
  return a.year === b.year && a.month === b.month;
};
