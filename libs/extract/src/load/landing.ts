import { bytea, ctgovLegacyCsv } from "@trialflow/schema";
import { getTableColumns, sql } from "drizzle-orm";
import { bigint, boolean, char, type PgTextBuilderInitial, pgTable, text } from "drizzle-orm/pg-core";

type Cells = { [K in keyof typeof ctgovLegacyCsv.columns]: PgTextBuilderInitial<"", [string, ...string[]]> };

const cells = Object.fromEntries(ctgovLegacyCsv.columnNames.map((name) => [name, text()])) as Cells;

/**
 * Receives a file's rows by COPY, good and set aside, before anything is decided. A temporary table of the load's transaction.
 *
 * A row that the reader could not take has `reject_reason` and its raw text, and no cells.
 */
export const landing = pgTable("landing", {
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
  reject_reason: text(),
  reject_detail: text(),
  raw_text: text(),
  raw_bytes: bytea(),
  is_raw_text_complete: boolean(),
  ...cells,
});

/**
 * Holds the decision about each landed row. A temporary table of the load's transaction.
 *
 * Grain: one row per landed row. `disposition` is that of `raw.ctgov_legacy_csv_rows`; `reject_reason` is filled when it is `rejected`.
 */
export const incoming = pgTable("incoming", {
  row_number: bigint({ mode: "number" }).notNull(),
  line_number: bigint({ mode: "number" }).notNull(),
  nct_number: text(),
  row_hash: bytea(),
  content_hash: char({ length: 64 }).notNull(),
  disposition: text({ enum: ["new", "changed", "unchanged", "duplicate", "rejected"] }).notNull(),
  reject_reason: text(),
});

const columnList = (table: typeof landing) =>
  sql.join(
    Object.values(getTableColumns(table)).map(
      (column) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`,
    ),
    sql`, `,
  );

/** Creates the landing table for the current transaction. */
export const createLanding = () => sql`create temporary table ${landing} (${columnList(landing)}) on commit drop`;
