/** A profile as V8 writes it (`.cpuprofile`), the parts that a summary needs. */
export interface CpuProfile {
  readonly nodes: ReadonlyArray<{
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }>;
  /** The node that ran at each sample. */
  readonly samples: ReadonlyArray<number>;
  /** Microseconds from the sample before to each sample. */
  readonly timeDeltas: ReadonlyArray<number>;
}
