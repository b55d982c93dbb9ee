import type { AgeLimit, AgeUnit } from "../Trial.ts";

const daysPerUnit: Record<AgeUnit, number> = {
  Minute: 1 / 1440,
  Hour: 1 / 24,
  Day: 1,
  Month: 365.25 / 12,
  Year: 365.25,
};
const adultFrom = 18 * daysPerUnit.Year;
const olderAdultFrom = 65 * daysPerUnit.Year;

const days = ({ value, unit }: AgeLimit): number => value * daysPerUnit[unit];
const text = ({ value, unit }: AgeLimit): string => `${value} ${unit}${value === 1 ? "" : "s"}`;

/** The export puts blank, no-break space, blank between the limits and the groups. */
const gap = " \u00a0 ";

/**
 * Writes the age limits and the age groups they reach: `18 Years and older` + gap + `(Adult, Older Adult)`.
 *
 * Without any limit the export shows the groups alone, with no gap and no parentheses.
 * Source: ClinicalTrials.gov glossary, Child (birth-17), Adult (18-64), Older Adult (65+).
 */
export const renderAge = (minimum: AgeLimit | undefined, maximum: AgeLimit | undefined): string => {
  const from = minimum === undefined ? 0 : days(minimum);
  const to = maximum === undefined ? Number.POSITIVE_INFINITY : days(maximum);
  const groups = [
    ...(from < adultFrom ? ["Child"] : []),
    ...(from < olderAdultFrom && to >= adultFrom ? ["Adult"] : []),
    ...(to >= olderAdultFrom ? ["Older Adult"] : []),
  ].join(", ");
  if (minimum !== undefined && maximum !== undefined) return `${text(minimum)} to ${text(maximum)}${gap}(${groups})`;
  if (minimum !== undefined) return `${text(minimum)} and older${gap}(${groups})`;
  if (maximum !== undefined) return `up to ${text(maximum)}${gap}(${groups})`;
  return groups;
};
