import { calendarParts } from "../registryDate.ts";
import type { RegistryDate } from "../Trial.ts";

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

/** Writes a date as the legacy export does: `May 4, 2020`, or `May 2020` where the day is not known. */
export const renderDate = (date: RegistryDate | undefined): string => {
  if (date === undefined) return "";
  const { year, month, day } = calendarParts(date);
  const name = monthNames[month - 1];
  return date.precision === "day" ? `${name} ${day}, ${year}` : `${name} ${year}`;
};
