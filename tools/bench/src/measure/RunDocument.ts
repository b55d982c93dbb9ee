/** Describes the parts of the document of `trialflow run --json` that a measurement keeps. */
export interface RunDocument {
  readonly status: string;
  readonly loads: ReadonlyArray<{ readonly status: string; readonly read: number }>;
  readonly steps: ReadonlyArray<{ readonly name: string; readonly durationMs: number }>;
  readonly durationMs: number;
}
