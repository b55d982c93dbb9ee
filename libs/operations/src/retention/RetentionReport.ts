import type { RetentionSubject } from "./RetentionPolicy.ts";

/** A file that the policy would let go and that stays all the same. */
export interface KeptFile {
  readonly path: string;
  readonly reason: string;
}

/** What became of one part of the policy. */
export interface RetentionOutcome {
  readonly subject: RetentionSubject;
  /** As a person would write it, for example `7d`; null for what stays for ever. */
  readonly retention: string | null;
  /** Only what was done with before this moment goes. */
  readonly before: Date | null;
  /** What went, or would go: rows by table, files and bytes of the archive. */
  readonly removed: Readonly<Record<string, number>>;
  readonly kept: ReadonlyArray<KeptFile>;
}

/** Data that no policy removes, and why. */
export interface KeptData {
  readonly tables: ReadonlyArray<string>;
  readonly rows: number;
  readonly sizeBytes: number;
  readonly reason: string;
}

/** What a purge removed, or would remove, and what it never does. */
export interface RetentionReport {
  readonly isDryRun: boolean;
  readonly outcomes: ReadonlyArray<RetentionOutcome>;
  readonly neverRemoved: ReadonlyArray<KeptData>;
}
