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

/**
 * Reads the date of a snapshot from its file name.
 *
 * Finds `YYYYMMDD` or `YYYY-MM-DD` that is a real calendar date of the years 2000 to 2099 and not part of a longer number
 * (`202004061200` holds none). A name with no date, or with two different ones, gives `null`: which of them the snapshot stands
 * for would be a guess.
 */
export const snapshotDateOf = (fileName: string): SnapshotDate | null => {
  const found = new Set<SnapshotDate>();
  for (const match of fileName.matchAll(dateInName)) {
    const [, year = "", dashedMonth, dashedDay, month = "", day = ""] = match;
    const mm = dashedMonth ?? month;
    const dd = dashedDay ?? day;
    if (isCalendarDate(Number(year), Number(mm), Number(dd))) found.add(`${year}-${mm}-${dd}`);
  }
  const [only] = found;
  return only !== undefined && found.size === 1 ? only : null;
};
