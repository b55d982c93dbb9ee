import { index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/** How a run or a step stands. `crashed`: its process ended without a word and a later run found it. */
export const runStatuses = [
  "running",
  "succeeded",
  "unchanged",
  "failed",
  "gate_failed",
  "interrupted",
  "crashed",
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Holds the executions of a program. Grain: one row per run. */
export const runs = ops.table(
  "runs",
  {
    run_id: uuid().primaryKey(),
    program: text().notNull(),
    status: text({ enum: runStatuses }).notNull(),
    started_at: moment().notNull(),
    finished_at: moment(),
    program_version: text().notNull(),
    os_user: text().notNull(),
    host: text().notNull(),
    arguments: jsonb().$type<Record<string, unknown>>().notNull(),
    error: text(),
  },
  (table) => [
    index("runs_started_at_index").on(table.started_at),
    isOneOf("status_is_known", table.status, runStatuses),
  ],
);
