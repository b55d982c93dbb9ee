import { bigint, index, type PgTextBuilderInitial, text, unique } from "drizzle-orm/pg-core";
import { ctgovLegacyCsv as format } from "../../format/ctgovLegacyCsv.ts";
import { bytea, moment } from "../columnTypes.ts";
import { loads } from "../ops/loads.ts";
import { raw } from "../schemas.ts";

type SourceColumns = { [K in keyof typeof format.columns]: PgTextBuilderInitial<"", [string, ...string[]]> };

const sourceColumns = Object.fromEntries(format.columnNames.map((name) => [name, text()])) as SourceColumns;

/**
 * Holds the classic export's records. Grain: one row per distinct version of a trial's record, stored when it first arrives.
 *
 * Cells are the source's text: `''` is an empty cell, NULL a column that the file did not have. `_row_hash` is the SHA-256
 * of all cells but the volatile ones, so a new rank is no new version.
 */
export const rawCtgovLegacyCsv = raw.table(
  "ctgov_legacy_csv",
  {
    _record_id: bigint({ mode: "number" }).primaryKey(),
    _load_id: bigint({ mode: "number" })
      .notNull()
      .references(() => loads.load_id),
    _row_number: bigint({ mode: "number" }).notNull(),
    _line_number: bigint({ mode: "number" }).notNull(),
    _row_hash: bytea().notNull(),
    _extracted_at: moment().notNull(),
    ...sourceColumns,
  },
  (table) => [
    unique("ctgov_legacy_csv_version_is_stored_once").on(table._row_hash),
    // A hash index: whatever stands in the column, also something far too long for a B-tree, can be stored and found.
    index("ctgov_legacy_csv_nct_number_index").using("hash", table.nct_number),
    index("ctgov_legacy_csv_load_id_index").on(table._load_id),
  ],
);
