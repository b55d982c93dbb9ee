import type { SnapshotDate } from "./snapshotDate.ts";

/** Where an input file came from. */
export type Origin = "file" | "inbox" | "kaggle" | "sample";

/** A table file on the local disk, ready to be archived and read. */
export interface AcquiredFile {
  readonly path: string;
  readonly fileName: string;
  readonly origin: Origin;
  /** Where the bytes came from, for lineage: a path or an address without secrets; `#name` names the file inside a zip file. */
  readonly uri: string;
  /** Date in the file name, or in the name of its zip file. */
  readonly snapshotDate: SnapshotDate | null;
  /** What stands in the name in the place of a date and is none, such as `20230231`. */
  readonly impossibleDate?: string;
  /** Why this is the bundled sample and not what Kaggle holds. Present on origin `sample` only. */
  readonly fallbackReason?: string;
}
