import { sql } from "drizzle-orm";
import { bigint, check, doublePrecision, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { checkRuns } from "./checkRuns.ts";

export const checkSeverities = ["warn", "error"] as const;
export type CheckSeverity = (typeof checkSeverities)[number];

/** How one check ended: `warned` and `failed` are a broken rule of severity warn and error. */
export const checkStatuses = ["passed", "warned", "failed"] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** Holds what each check counted. Grain: one row per check and execution of its suite. `observed` is what a table-level check measured. */
export const checkResults = ops.table(
  "check_results",
  {
    check_run_id: uuid()
      .notNull()
      .references(() => checkRuns.check_run_id),
    check_name: text().notNull(),
    table_name: text().notNull(),
    kind: text().notNull(),
    severity: text({ enum: checkSeverities }).notNull(),
    status: text({ enum: checkStatuses }).notNull(),
    description: text().notNull(),
    checked_count: bigint({ mode: "number" }).notNull(),
    failed_count: bigint({ mode: "number" }).notNull(),
    max_failed_count: bigint({ mode: "number" }),
    max_failed_share: doublePrecision(),
    observed: doublePrecision(),
    duration_ms: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.check_run_id, table.check_name] }),
    isOneOf("severity_is_known", table.severity, checkSeverities),
    isOneOf("status_is_known", table.status, checkStatuses),
    check("failed_count_is_within_checked", sql`${table.failed_count} between 0 and ${table.checked_count}`),
  ],
);
