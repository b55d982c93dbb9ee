import { bigint, index, primaryKey, text } from "drizzle-orm/pg-core";
import { isOneOf } from "../columnTypes.ts";
import { raw } from "../schemas.ts";

/**
 * What a load found a row to be, compared with the load before it. `rejected`: the row could be read, but has no usable NCT
 * number or contradicts an earlier row of the same trial; its reject says which.
 */
export const rowDispositions = ["new", "changed", "unchanged", "duplicate", "rejected"] as const;

/** Builds the columns of a row's place; also those of a table that becomes a partition. */
export const ctgovLegacyCsvRowColumns = () => ({
  load_id: bigint({ mode: "number" }).notNull(),
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
  record_id: bigint({ mode: "number" }).notNull(),
  disposition: text({ enum: rowDispositions }).notNull(),
  rank: text(),
});

/**
 * Holds which record version stood where in which file. Grain: one row per data row of an accepted file that the
 * reader could take. With the rejects of scope `file_row` it accounts for every row, and the file can be rebuilt from it.
 *
 * Partitioned by ranges of `load_id` (see `rowBlocks`): as many daily loads as a month has stand together.
 */
export const rawCtgovLegacyCsvRows = raw.table("ctgov_legacy_csv_rows", ctgovLegacyCsvRowColumns(), (table) => [
  primaryKey({ columns: [table.load_id, table.row_number] }),
  index("ctgov_legacy_csv_rows_record_id_index").on(table.record_id),
  isOneOf("disposition_is_known", table.disposition, rowDispositions),
]);
