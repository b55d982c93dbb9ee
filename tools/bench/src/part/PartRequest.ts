import type { Copier } from "../copy/copyFile.ts";
import type { Reading } from "../result/measuresOf.ts";
import type { SubjectFiles } from "../subject/Subject.ts";

/** What a part of a round measures, and where. */
export interface PartRequest {
  /** A home folder that nothing is in yet. */
  readonly home: string;
  readonly subject: SubjectFiles;
  readonly copier: Copier;
  /** Counted from 1. */
  readonly round: number;
}

/** What a part found. */
export interface PartOutcome {
  readonly readings: ReadonlyArray<Reading>;
  /** PostgreSQL's version. */
  readonly version: string;
  readonly published: Readonly<Record<string, number>> | null;
}
