import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { loads } from "./loads.ts";
import { runs } from "./runs.ts";

/** `file_row`: the reader could not take the row; `record`: the row as a whole; `field`: one field or one part of a list. */
export const rejectScopes = ["file_row", "record", "field"] as const;

/**
 * Holds what was set aside, with its raw text and place. Grain: one row per rejected row or field of a record version.
 * A record that is rejected as a whole for one of its fields names the field, too.
 *
 * `raw_bytes` is filled where text cannot carry the original (invalid UTF-8, NUL). `is_raw_text_complete` is false for an
 * oversize row, whose rest is in the archived file at the same line.
 */
export const rejects = ops.table(
  "rejects",
  {
    reject_id: bigint({ mode: "number" }).primaryKey(),
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    load_id: bigint({ mode: "number" })
      .notNull()
      .references(() => loads.load_id),
    scope: text({ enum: rejectScopes }).notNull(),
    record_id: bigint({ mode: "number" }),
    nct_id: text(),
    row_number: bigint({ mode: "number" }).notNull(),
    line_number: bigint({ mode: "number" }).notNull(),
    field: text(),
    position: integer(),
    reason_code: text().notNull(),
    detail: text().notNull(),
    raw_text: text().notNull(),
    raw_bytes: bytea(),
    is_raw_text_complete: boolean().notNull(),
    rule_version: text().notNull(),
    rejected_at: moment().notNull(),
  },
  (table) => [
    unique("reject_is_recorded_once")
      .on(
        table.load_id,
        table.row_number,
        table.record_id,
        table.field,
        table.position,
        table.reason_code,
        table.rule_version,
      )
      .nullsNotDistinct(),
    index("rejects_record_id_index").on(table.record_id),
    index("rejects_reason_code_index").on(table.reason_code),
    isOneOf("scope_is_known", table.scope, rejectScopes),
    check("field_reject_names_its_field", sql`${table.scope} <> 'field' or ${table.field} is not null`),
    check("record_reject_names_its_record", sql`(${table.scope} = 'file_row') = (${table.record_id} is null)`),
  ],
);
