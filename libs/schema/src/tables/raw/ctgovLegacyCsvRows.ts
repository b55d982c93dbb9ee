import { bigint, index, primaryKey, text } from "drizzle-orm/pg-core";
import { isOneOf } from "../columnTypes.ts";
import { loads } from "../ops/loads.ts";
import { raw } from "../schemas.ts";
import { rawCtgovLegacyCsv } from "./ctgovLegacyCsv.ts";

/** What a load found a row to be, compared with the load before it. */
export const rowDispositions = ["new", "changed", "unchanged", "duplicate"] as const;

/**
 * Holds which record version stood where in which file. Grain: one row per data row of an accepted file that was not
 * set aside. With the rejects of the load it accounts for every row of the file, and the file can be rebuilt from it.
 */
export const rawCtgovLegacyCsvRows = raw.table(
  "ctgov_legacy_csv_rows",
  {
    load_id: bigint({ mode: "number" })
      .notNull()
      .references(() => loads.load_id),
    row_number: bigint({ mode: "number" }).notNull(),
    line_number: bigint({ mode: "number" }).notNull(),
    record_id: bigint({ mode: "number" })
      .notNull()
      .references(() => rawCtgovLegacyCsv._record_id),
    disposition: text({ enum: rowDispositions }).notNull(),
    rank: text(),
  },
  (table) => [
    primaryKey({ columns: [table.load_id, table.row_number] }),
    index("ctgov_legacy_csv_rows_record_id_index").on(table.record_id),
    isOneOf("disposition_is_known", table.disposition, rowDispositions),
  ],
);
