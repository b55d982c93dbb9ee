/** What is usual by a history. */
export interface UsualRange {
  readonly from: number;
  readonly to: number;
  readonly median: number;
  /** The median of the distances from the median. */
  readonly medianDeviation: number;
  readonly count: number;
}

/** Fewer values say nothing of what is usual. */
export const leastHistory = 8;

/** So many times the usual deviation is unusual. */
export const tolerance = 5;

/** What makes a median absolute deviation the standard deviation of values that are normally distributed. */
const scale = 1.4826;

/** Finds the middle of some values, of an even number the mean of the two in the middle; NaN of none. */
export const medianOf = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[half - 1] ?? Number.NaN;
  return lower + (upper - lower) / 2;
};

/**
 * Finds the range of what is usual by earlier values: {@link tolerance} times the scaled median absolute deviation to both sides of the
 * median, but at least `leastChange`. Null when there are fewer than {@link leastHistory}.
 *
 * Up to half of the history may be as wild as it will without moving the range beyond what the rest says; mean and standard deviation
 * would forgive everything after one wild value.
 *
 * Source   Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993)
 */
export const usualRange = (history: ReadonlyArray<number>, leastChange: number): UsualRange | null => {
  if (history.length < leastHistory) return null;
  const median = medianOf(history);
  const medianDeviation = medianOf(history.map((value) => Math.abs(value - median)));
  const reach = Math.max(tolerance * scale * medianDeviation, leastChange);
  return { from: median - reach, to: median + reach, median, medianDeviation, count: history.length };
};
