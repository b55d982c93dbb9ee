/** A calendar date as `YYYY-MM-DD`. */
export type SnapshotDate = string;

const dateInName = /(?<!\d)(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2}))(?!\d)/g;

// ClinicalTrials.gov went public in February 2000: an eight-digit number before that is an identifier, not an export date.
const firstYear = 2000;
const lastYear = 2099;

const isCalendarDate = (year: number, month: number, day: number): boolean =>
  year >= firstYear &&
  year <= lastYear &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The dates in a file name, as they are written and as calendar dates; null where the calendar has no such day. */
const datesIn = (fileName: string) =>
  [...fileName.matchAll(dateInName)].map((match) => {
    const [written = "", year = "", dashedMonth, dashedDay, month = "", day = ""] = match;
    const mm = dashedMonth ?? month;
    const dd = dashedDay ?? day;
    const isDate = isCalendarDate(Number(year), Number(mm), Number(dd));
    const isMeant =
      Number(year) >= firstYear && Number(year) <= lastYear && !/nct$/i.test(fileName.slice(0, match.index));
    return { written, date: isDate ? `${year}-${mm}-${dd}` : null, isMeant };
  });

/**
 * Reads the date of a snapshot from its file name.
 *
 * Finds `YYYYMMDD` or `YYYY-MM-DD` that is a real calendar date of the years 2000 to 2099 and not part of a longer number
 * (`202004061200` holds none). A name with no date, or with two different ones, gives `null`: which of them the snapshot stands
 * for would be a guess.
 */
export const snapshotDateOf = (fileName: string): SnapshotDate | null => {
  const [only, ...others] = new Set(datesIn(fileName).flatMap(({ date }) => date ?? []));
  return only !== undefined && others.length === 0 ? only : null;
};

/**
 * Finds in a file name without any date what was meant as one and is none: eight digits with a year of 2000 to 2099 (`20230231`). Other
 * numbers, and the number of a trial, are nobody's date.
 */
export const impossibleDateOf = (fileName: string): string | null => {
  const found = datesIn(fileName);
  if (found.some(({ date }) => date !== null)) return null;
  return found.find(({ isMeant }) => isMeant)?.written ?? null;
};
