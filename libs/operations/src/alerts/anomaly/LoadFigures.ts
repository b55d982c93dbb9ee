/** The figures of a load that are compared with its source's past. */
export interface LoadFigures {
  readonly loadId: number;
  readonly fileName: string;
  readonly loadedAt: Date;
  /** The date that the file names, YYYY-MM-DD. */
  readonly snapshotDate: string | null;
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsVanished: number;
  /** Of the step that loaded it, in seconds; null where the ledger has no such step. */
  readonly loadSeconds: number | null;
  /** Share of the rows of which something was set aside, 0 to 1. */
  readonly rejectShare: number;
}
