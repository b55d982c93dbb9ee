import { type AnomalyMeasure, anomalyMeasures } from "./anomalyMeasures.ts";
import type { LoadFigures } from "./LoadFigures.ts";
import { medianOf, usualRange } from "./usualRange.ts";

/** A figure of a load that is outside of what is usual for its source. */
export interface Deviation {
  readonly measure: string;
  readonly direction: "more" | "less";
  readonly found: number;
  /** Ends of what is usual; at least 0. */
  readonly usualFrom: number;
  readonly usualTo: number;
  readonly median: number;
  /** Loads that say so. */
  readonly historyCount: number;
  /** All of it in words. */
  readonly words: string;
}

const numbersOf = (measure: AnomalyMeasure, loads: ReadonlyArray<LoadFigures>): ReadonlyArray<number> =>
  loads.map(measure.valueOf).filter((value) => value !== null);

const deviationOf = (
  measure: AnomalyMeasure,
  load: LoadFigures,
  history: ReadonlyArray<LoadFigures>,
): Deviation | null => {
  const found = measure.valueOf(load);
  const values = numbersOf(measure, history);
  const usualRows = medianOf(history.map(({ rowsRead }) => rowsRead));
  const usual = usualRange(values, measure.leastChange(medianOf(values), usualRows));
  if (found === null || usual === null) return null;
  const direction = found > usual.to ? "more" : found < usual.from && measure.isLessTold ? "less" : null;
  if (direction === null) return null;
  const usualFrom = Math.max(0, usual.from);
  const { show, words } = measure;
  const range = measure.isLessTold ? `${show(usualFrom)} to ${show(usual.to)}` : `up to ${show(usual.to)}`;
  return {
    measure: measure.name,
    direction,
    found,
    usualFrom,
    usualTo: usual.to,
    median: usual.median,
    historyCount: usual.count,
    words: `${words}: ${show(found)}, usual are ${range}`,
  };
};

/**
 * Finds the figures of a load that are outside of what is usual by the loads before it. None when it was inserted into the past: its
 * neighbours are others than those that were loaded before it.
 */
export const findDeviations = (load: LoadFigures, history: ReadonlyArray<LoadFigures>): ReadonlyArray<Deviation> => {
  const { snapshotDate } = load;
  const isPast = history.some(
    (earlier) => snapshotDate !== null && earlier.snapshotDate !== null && earlier.snapshotDate > snapshotDate,
  );
  if (isPast) return [];
  return anomalyMeasures
    .map((measure) => deviationOf(measure, load, history))
    .filter((deviation) => deviation !== null);
};
