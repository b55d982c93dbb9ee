import { Data } from "effect";

/** How many loads an error lists. */
const LISTED = 20;

/** There is no load of the number. */
export class UnknownLoad extends Data.TaggedClass("UnknownLoad")<{
  readonly loadId: number;
  /** The loads that there are, the newest first. */
  readonly existing: ReadonlyArray<{ readonly loadId: number; readonly fileName: string }>;
}> {
  get message(): string {
    const { loadId, existing } = this;
    if (existing.length === 0)
      return `There is no load ${loadId}: nothing is loaded yet. Begin with: npx trialflow run`;
    const listed = existing.slice(0, LISTED).map((load) => `${load.loadId} (${load.fileName})`);
    const more = existing.length > LISTED ? [`${existing.length - LISTED} older ones`] : [];
    return `There is no load ${loadId}. Expected one of: ${[...listed, ...more].join(", ")}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A row was too large to be kept whole when the file was read: only its head is in the quarantine. */
export class RowNotKept extends Data.TaggedClass("RowNotKept")<{
  readonly loadId: number;
  readonly rowNumber: number;
  readonly lineNumber: number;
  readonly sha256: string;
}> {
  get message(): string {
    const { loadId, rowNumber, lineNumber, sha256 } = this;
    return `Row ${rowNumber} (line ${lineNumber}) of load ${loadId} was too large to be read, and the database has only its beginning, so the file cannot be rebuilt from it. The archive has the file itself: archive/sha256/${sha256.slice(0, 2)}/${sha256} in TRIALFLOW_HOME.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Neither raw nor the quarantine has a row of the file: somebody deleted it behind the program's back. */
export class RowMissing extends Data.TaggedClass("RowMissing")<{
  readonly loadId: number;
  readonly rowNumber: number;
  readonly rowCount: number;
}> {
  get message(): string {
    const { loadId, rowNumber, rowCount } = this;
    return `Row ${rowNumber} of load ${loadId} is neither in raw.ctgov_legacy_csv_rows nor in ops.rejects; expected each of the rows 1 to ${rowCount}. Restore the database from a backup.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Reasons for which an accepted file cannot be rebuilt. */
export type ExportReason = UnknownLoad | RowNotKept | RowMissing;
