import { bytea } from "@trialflow/schema";
import { bigint, boolean, pgTable, text } from "drizzle-orm/pg-core";

/**
 * Holds the decision about each landed row. A temporary table of the load's transaction.
 *
 * Grain: one row per landed row. `row_hash` is null for what could not be read, whose text `raw_hash` stands for; `is_stored` says that raw has
 * the version already, under `record_id`; `is_repeated` says that the file has an earlier row of the trial; `disposition` is that of `raw.ctgov_legacy_csv_rows`, and `reject_reason` filled when it is `rejected`.
 */
export const incoming = pgTable("incoming", {
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
  nct_number: text(),
  row_hash: bytea(),
  raw_hash: bytea(),
  record_id: bigint({ mode: "number" }).notNull(),
  is_stored: boolean().notNull(),
  is_repeated: boolean().notNull(),
  disposition: text({ enum: ["new", "changed", "unchanged", "duplicate", "rejected"] }).notNull(),
  reject_reason: text(),
  rank: text(),
});
