/** Describes the parts of the document of `trialflow run --json` and its steps that a measurement keeps. */
export interface RunDocument {
  readonly status: string;
  readonly loads: ReadonlyArray<{ readonly status: string; readonly read: number; readonly changed: number }>;
  readonly steps: ReadonlyArray<{ readonly name: string; readonly durationMs: number }>;
  /** Rows per table of analytics; null when the command did not publish. */
  readonly published: Readonly<Record<string, number>> | null;
}
