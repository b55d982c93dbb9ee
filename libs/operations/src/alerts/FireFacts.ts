import type { LoadFigures } from "./anomaly/LoadFigures.ts";

/** A check that failed, and of how many rows. */
export interface FailedCheck {
  readonly name: string;
  readonly failedCount: number;
}

/** What the ledger of its source says of the run of a fire that has ended. */
export interface FireFacts {
  /** Where it failed; null where that cannot be told. */
  readonly step: string | null;
  /** Checks of severity error that closed the gate. */
  readonly failedChecks: ReadonlyArray<FailedCheck>;
  /** Its files, the oldest first, each with those before it. */
  readonly loads: ReadonlyArray<ComparedLoad>;
}

/** A file of a run, and its source's own past. */
export interface ComparedLoad {
  readonly load: LoadFigures;
  /** Published loads before it, of the same extent, at most {@link historyLength}. */
  readonly history: ReadonlyArray<LoadFigures>;
}

/** With so many earlier loads a load is compared. */
export const historyLength = 30;
