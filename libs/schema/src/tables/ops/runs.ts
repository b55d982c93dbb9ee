import { index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/**
 * How a run or a step stands. `crashed`: its process ended without a word and a later run found it. `cancelled`: a person ended a
 * durable run.
 */
export const runStatuses = [
  "running",
  "succeeded",
  "unchanged",
  "failed",
  "gate_failed",
  "interrupted",
  "crashed",
  "cancelled",
] as const;
export type RunStatus = (typeof runStatuses)[number];

/**
 * What carries a run: a single process, with which it ends, or the engine of the schedulers, which brings it to its end on any of
 * them.
 */
export const runCarriers = ["process", "engine"] as const;
export type RunCarrier = (typeof runCarriers)[number];

/**
 * Holds the executions of a program. Grain: one row per run. `host` is where it began.
 *
 * A run that the engine carries has a heartbeat while a scheduler looks after it, and counts in `begun_steps` how often each of its steps
 * was begun: one that takes its processes down is given up.
 */
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
    source: text(),
    carrier: text({ enum: runCarriers }).notNull().default("process"),
    heartbeat_at: moment(),
    begun_steps: jsonb().$type<Readonly<Record<string, number>>>().notNull().default({}),
  },
  (table) => [
    index("runs_started_at_index").on(table.started_at),
    isOneOf("status_is_known", table.status, runStatuses),
    isOneOf("carrier_is_known", table.carrier, runCarriers),
  ],
);
