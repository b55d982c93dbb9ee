/** How the numbers of a table's partitioning column are cut into partitions: the block n has the numbers from n * size on. */
export interface Blocks {
  /** The partitioned table; its partitions have its name, an underscore and the number of their block. */
  readonly table: string;
  readonly size: number;
}

/** The partitions of `raw.ctgov_legacy_csv`, by `_record_id`: some ten million record versions each. */
export const versionBlocks: Blocks = { table: "ctgov_legacy_csv", size: 10_000_000 };

/** The partitions of `raw.ctgov_legacy_csv_rows`, by `load_id`: 32 loads each, about a month of daily snapshots. */
export const rowBlocks: Blocks = { table: "ctgov_legacy_csv_rows", size: 32 };

/** Tells in which block a number lies. */
export const blockOf = ({ size }: Blocks, number: number): number => Math.floor(number / size);
