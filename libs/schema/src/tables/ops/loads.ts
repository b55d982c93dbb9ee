import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, date, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { runs } from "./runs.ts";

/** Where a file came from. */
export const loadOrigins = ["file", "inbox", "kaggle", "sample"] as const;
export type LoadOrigin = (typeof loadOrigins)[number];

/** What a file states: all trials of its source, or only some of them, the others being as they were. */
export const loadExtents = ["snapshot", "increment"] as const;
export type LoadExtent = (typeof loadExtents)[number];

const count = () => bigint({ mode: "number" }).notNull();

/**
 * Holds the accepted files. Grain: one row per file whose content was new to its source, and per dated snapshot
 * also when its content was not.
 *
 * `content_hash` is the SHA-256 over the sorted row hashes and the set-aside rows: two files with the same rows in another
 * order, or with other ranks, have the same one. `snapshot_date` is the date in the file's name or the one that was given with it;
 * `snapshot_at` that date or, without one, the file's own time.
 */
export const loads = ops.table(
  "loads",
  {
    load_id: bigint({ mode: "number" }).primaryKey(),
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    source: text().notNull(),
    format: text().notNull(),
    format_version: text().notNull(),
    origin: text({ enum: loadOrigins }).notNull(),
    extent: text({ enum: loadExtents }).notNull(),
    uri: text().notNull(),
    file_name: text().notNull(),
    sha256: char({ length: 64 }).notNull(),
    size_bytes: count(),
    encoding: text().notNull(),
    has_bom: boolean().notNull(),
    line_ending: text().notNull(),
    delimiter: text().notNull(),
    headers: text().array().notNull(),
    missing_columns: text().array().notNull(),
    snapshot_date: date({ mode: "string" }),
    snapshot_at: moment().notNull(),
    content_hash: char({ length: 64 }).notNull(),
    line_count: count(),
    rows_read: count(),
    rows_new: count(),
    rows_changed: count(),
    rows_unchanged: count(),
    rows_duplicate: count(),
    rows_rejected: count(),
    rows_vanished: count(),
    loaded_at: moment().notNull(),
    published_at: moment(),
  },
  (table) => [
    unique("file_is_loaded_once_per_source_date_and_extent")
      .on(table.source, table.sha256, table.snapshot_date, table.extent)
      .nullsNotDistinct(),
    index("loads_run_id_index").on(table.run_id),
    isOneOf("origin_is_known", table.origin, loadOrigins),
    isOneOf("extent_is_known", table.extent, loadExtents),
    check(
      "every_row_is_accounted_for",
      sql`${table.rows_read} = ${table.rows_new} + ${table.rows_changed} + ${table.rows_unchanged} + ${table.rows_duplicate} + ${table.rows_rejected}`,
    ),
  ],
);
