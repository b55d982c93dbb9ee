/** Describes the machine that measured; figures of two machines cannot be compared. */
export interface Machine {
  readonly processor: string;
  readonly processorCount: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly node: string;
  readonly postgres: string;
}

/** What was loaded. */
export interface Subject {
  /** The file's own name, without its folder. */
  readonly file: string;
  readonly times: number;
  readonly bytes: number;
  readonly rows: number;
}

/** The unit of a measure: milliseconds, bytes, bytes per second or rows per second. */
export type Unit = "ms" | "bytes" | "bytes/s" | "rows/s";

/** One measured quantity, with its value in every round; null where the machine does not tell. */
export interface Measure {
  readonly name: string;
  readonly unit: Unit;
  readonly values: ReadonlyArray<number | null>;
}

/** The result of a benchmark, as it is written to a file. */
export interface BenchResult {
  /** ISO 8601 in UTC. */
  readonly measuredAt: string;
  readonly machine: Machine;
  /** Processes that wanted a processor in the minute before, on average; near 0 on a machine that did nothing else. */
  readonly loadBefore: number;
  readonly subject: Subject;
  readonly measures: ReadonlyArray<Measure>;
}
