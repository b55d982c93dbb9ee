/** The middle and the ends of a measure's values. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Summarises values; null when none was measured. The median of an even number of values is between the middle two. */
export const summarise = (values: ReadonlyArray<number | null>): Summary | null => {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (min === undefined || max === undefined || low === undefined || high === undefined) return null;
  return { median: (low + high) / 2, min, max };
};
