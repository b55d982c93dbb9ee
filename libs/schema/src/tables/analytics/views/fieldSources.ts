import { text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";

/**
 * Tells from which column of the source each field of a trial comes, and by which rule. Grain: one row per field and raw column.
 *
 * Written from the field policies of the transform library into migrations/*_lineage.sql; a test holds both together.
 */
export const fieldSources = analytics
  .view("field_sources", {
    field: text(),
    kind: text({ enum: ["column", "list"] }),
    relation: text(),
    raw_column: text(),
    raw_header: text(),
    rule: text(),
    on_problem: text({ enum: ["reject_row", "reject_field"] }),
    when_empty: text({ enum: ["problem", "null"] }),
  })
  .existing();
