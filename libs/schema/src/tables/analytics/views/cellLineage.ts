import { bigint, char, text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";

/**
 * Tells for each field of each published trial from which cell of which file it comes and by which rule. Grain: one row per trial,
 * field and raw column.
 *
 * A list is one row; its value is the entries' texts between bars. Declared in migrations/*_lineage.sql, because it stands on
 * {@link fieldSources}. Meant for single trials or a selection of them: all cells of all trials are many rows.
 */
export const cellLineage = analytics
  .view("cell_lineage", {
    nct_id: text(),
    field: text(),
    value_text: text(),
    raw_column: text(),
    column_number: bigint({ mode: "number" }),
    column_header: text(),
    raw_text: text(),
    rule: text(),
    rule_version: text(),
    reject_reason: text(),
    reject_detail: text(),
    record_id: bigint({ mode: "number" }),
    load_id: bigint({ mode: "number" }),
    file_name: text(),
    sha256: char({ length: 64 }),
    row_number: bigint({ mode: "number" }),
    line_number: bigint({ mode: "number" }),
  })
  .existing();
