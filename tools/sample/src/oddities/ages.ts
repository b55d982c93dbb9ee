import type { AgeLimit, AgeUnit } from "../Trial.ts";
import type { Oddity } from "./Oddity.ts";

const limit = (value: number, unit: AgeUnit): AgeLimit => ({ value, unit });

const between = (name: string, minimumAge?: AgeLimit, maximumAge?: AgeLimit): Oddity => ({
  name,
  apply: () => ({ minimumAge, maximumAge }),
});

/** Every shape and unit of the age column that an ordinary trial does not have. */
export const ageOddities: ReadonlyArray<Oddity> = [
  between("age up to minutes", undefined, limit(20, "Minute")),
  between("age up to hours", undefined, limit(9, "Hour")),
  between("age up to days", undefined, limit(28, "Day")),
  between("age from days on", limit(31, "Day")),
  between("age from days to years", limit(30, "Day"), limit(18, "Year")),
  between("age from one month on", limit(1, "Month")),
  between("age from months on", limit(3, "Month")),
  between("adult age in months", limit(216, "Month")),
  between("age from one month to years", limit(1, "Month"), limit(17, "Year")),
  between("age from months to years", limit(6, "Month"), limit(80, "Year")),
  between("age from months to months", limit(18, "Month"), limit(48, "Month")),
  between("age from one year on", limit(1, "Year")),
  between("age from one year to years", limit(1, "Year"), limit(90, "Year")),
  between("age up to one year", undefined, limit(1, "Year")),
  between("age of older adults alone", limit(65, "Year")),
];
