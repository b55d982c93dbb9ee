import { foreignKey, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ops } from "../schemas.ts";
import { checkResults } from "./checkResults.ts";

/** Holds the keys of failing rows, a bounded sample. Grain: one row per sampled row; the full number is the result's `failed_count`. */
export const checkFailures = ops.table(
  "check_failures",
  {
    check_run_id: uuid().notNull(),
    check_name: text().notNull(),
    ordinal: integer().notNull(),
    row_key: jsonb().$type<Record<string, unknown>>().notNull(),
    row_values: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.check_run_id, table.check_name, table.ordinal] }),
    foreignKey({
      name: "check_failures_result_fk",
      columns: [table.check_run_id, table.check_name],
      foreignColumns: [checkResults.check_run_id, checkResults.check_name],
    }),
  ],
);
