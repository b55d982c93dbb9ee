import type { PartName } from "../part/PartName.ts";
import type { Subject } from "../subject/Subject.ts";

/** Describes the machine that measured; figures of two machines cannot be compared. */
export interface Machine {
  readonly processor: string;
  readonly processorCount: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly node: string;
  readonly postgres: string;
}

/**
 * What is measured of a job. `wallMs` is from the start of the process to its end; `insideMs` what the program says that its steps or
 * statements took; `nodeMs` processor time of Node.js; `walBytes` write-ahead log that the job wrote; `ratio` a time over that of COPY.
 */
export const quantities = [
  "wallMs",
  "insideMs",
  "rowsPerSecond",
  "bytesPerSecond",
  "nodeMs",
  "nodePeakBytes",
  "serverPeakBytes",
  "databaseBytes",
  "walBytes",
  "ratio",
] as const;

/** One of the quantities. */
export type Quantity = (typeof quantities)[number];

/** One quantity of one job, with its value in every round; null where the machine does not tell. */
export interface Measure {
  readonly job: string;
  readonly quantity: Quantity;
  readonly values: ReadonlyArray<number | null>;
}

/** The result of a benchmark at one size. */
export interface BenchResult {
  /** ISO 8601 in UTC. */
  readonly measuredAt: string;
  readonly machine: Machine;
  /** Processes that wanted a processor in the minute before, on average; near 0 on a machine that did nothing else. */
  readonly loadBefore: number;
  readonly subject: Subject;
  readonly parts: ReadonlyArray<PartName>;
  /** Who copied for the comparison. */
  readonly copier: string;
  readonly measures: ReadonlyArray<Measure>;
  /** Rows per table of analytics after the whole job; null when that was not measured. */
  readonly published: Readonly<Record<string, number>> | null;
}

/** The results of one benchmark, a size each, as they are written to a file. */
export interface BenchReport {
  readonly results: ReadonlyArray<BenchResult>;
}
