import { bigint, index, type PgTextBuilderInitial, text } from "drizzle-orm/pg-core";
import { ctgovLegacyCsv as format } from "../../format/ctgovLegacyCsv.ts";
import { bytea, moment } from "../columnTypes.ts";
import { raw } from "../schemas.ts";

type SourceColumns = { [K in keyof typeof format.columns]: PgTextBuilderInitial<"", [string, ...string[]]> };

const sourceColumns = Object.fromEntries(format.columnNames.map((name) => [name, text()])) as SourceColumns;

/**
 * Holds the classic export's records. Grain: one row per distinct version of a trial's record, stored when it first arrives.
 *
 * Cells are the source's text: `''` is an empty cell, NULL a column that the file did not have. `_row_hash` is the SHA-256
 * of all cells but the volatile ones, so a new rank is no new version.
 *
 * Partitioned by ranges of `_record_id` (see `versionBlocks`), so the largest loads can be attached as they landed; each partition has a
 * unique `_row_hash`. Without foreign keys: a trigger for each row would cost more than the load, which writes both sides in one transaction.
 */
export const rawCtgovLegacyCsv = raw.table(
  "ctgov_legacy_csv",
  {
    _record_id: bigint({ mode: "number" }).primaryKey(),
    _load_id: bigint({ mode: "number" }).notNull(),
    _row_number: bigint({ mode: "number" }).notNull(),
    _line_number: bigint({ mode: "number" }).notNull(),
    _row_hash: bytea().notNull(),
    _extracted_at: moment().notNull(),
    ...sourceColumns,
  },
  (table) => [
    // A hash index: whatever stands in the column, also something far too long for a B-tree, can be stored and found.
    index("ctgov_legacy_csv_nct_number_index").using("hash", table.nct_number),
  ],
);
