import type { LoadFigures } from "./LoadFigures.ts";

/** A figure of a load that is compared with its source's past. */
export interface AnomalyMeasure {
  readonly name: string;
  /** What people call it. */
  readonly words: string;
  readonly valueOf: (load: LoadFigures) => number | null;
  /** Whether less than usual is told as well. */
  readonly isLessTold: boolean;
  /**
   * The smallest distance from the median that is worth a word, whatever the history: a source that never changes must not shout for
   * one row. `usualRows` is the median of the rows read.
   */
  readonly leastChange: (median: number, usualRows: number) => number;
  readonly show: (value: number) => string;
}

const count = (value: number) => Math.round(value).toLocaleString("en-US");
const fewRows = 20;
const ofUsualRows = (_: number, usualRows: number) => Math.max(fewRows, usualRows / 100);

/** The figures that are compared, in the order in which they are told. */
export const anomalyMeasures: ReadonlyArray<AnomalyMeasure> = [
  {
    name: "rows_read",
    words: "rows read",
    valueOf: (load) => load.rowsRead,
    isLessTold: true,
    leastChange: (median) => Math.max(fewRows, median / 20),
    show: count,
  },
  {
    name: "rows_new",
    words: "new trials",
    valueOf: (load) => load.rowsNew,
    isLessTold: true,
    leastChange: ofUsualRows,
    show: count,
  },
  {
    name: "rows_changed",
    words: "changed trials",
    valueOf: (load) => load.rowsChanged,
    isLessTold: true,
    leastChange: ofUsualRows,
    show: count,
  },
  {
    name: "rows_vanished",
    words: "vanished trials",
    valueOf: (load) => load.rowsVanished,
    isLessTold: false,
    leastChange: ofUsualRows,
    show: count,
  },
  {
    name: "load_seconds",
    words: "seconds to load",
    valueOf: (load) => load.loadSeconds,
    isLessTold: false,
    leastChange: (median) => Math.max(10, median),
    show: (value) => `${value.toFixed(1)} s`,
  },
  {
    name: "reject_share",
    words: "share of rows with something set aside",
    valueOf: (load) => load.rejectShare,
    isLessTold: false,
    leastChange: () => 0.01,
    show: (value) => `${(value * 100).toFixed(2)} %`,
  },
];
