import { sql } from "drizzle-orm";
import { bigint, check, integer, jsonb, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import { runStatuses, runs } from "./runs.ts";

/** The steps of a run, in the order in which data passes them. */
export const stepNames = ["acquire", "load", "transform", "check", "publish"] as const;
export type StepName = (typeof stepNames)[number];

/**
 * Holds what each step of a run did. Grain: one row per step execution. Rows in are rows out and rows set aside, nothing else.
 *
 * `step_key` names the step within a run that an engine carries: one of the same name is not performed again, `result` is what it gave.
 * `runner` is where it was performed.
 */
export const steps = ops.table(
  "steps",
  {
    run_id: uuid()
      .notNull()
      .references(() => runs.run_id),
    ordinal: integer().notNull(),
    name: text({ enum: stepNames }).notNull(),
    status: text({ enum: runStatuses }).notNull(),
    started_at: moment().notNull(),
    duration_ms: integer().notNull(),
    rows_in: bigint({ mode: "number" }).notNull(),
    rows_out: bigint({ mode: "number" }).notNull(),
    rows_set_aside: bigint({ mode: "number" }).notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    step_key: text(),
    result: jsonb().$type<unknown>(),
    runner: text(),
  },
  (table) => [
    primaryKey({ columns: [table.run_id, table.ordinal] }),
    unique("step_is_performed_once").on(table.run_id, table.step_key),
    isOneOf("name_is_known", table.name, stepNames),
    isOneOf("status_is_known", table.status, runStatuses),
    check("every_row_is_accounted_for", sql`${table.rows_in} = ${table.rows_out} + ${table.rows_set_aside}`),
  ],
);
