import { sql } from "drizzle-orm";
import { index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/** Why a schedule fired: its time came, it was made up for, or a person asked for it. */
export const fireKinds = ["tick", "catch_up", "backfill", "manual"] as const;
export type FireKind = (typeof fireKinds)[number];

/**
 * How a fire stands: not begun, under way, told to stop, or how its run ended; `skipped` fires begin no run and say why.
 */
export const fireStatuses = [
  "queued",
  "running",
  "cancelling",
  "succeeded",
  "unchanged",
  "gate_failed",
  "failed",
  "timed_out",
  "cancelled",
  "skipped",
] as const;
export type FireStatus = (typeof fireStatuses)[number];

/**
 * Holds every tick of the schedules and what became of it. Grain: one row per fire.
 *
 * `resumed_count` tells how often people let it go on after it had failed or been cancelled.
 *
 * A tick has one row whatever the number of schedulers: it is inserted before its work begins. `run_id` names the run in the
 * ledger of the source's own database; `reason` says why a fire was skipped or failed.
 */
export const scheduleFires = ops.table(
  "schedule_fires",
  {
    fire_id: uuid().primaryKey(),
    schedule: text().notNull(),
    source: text().notNull(),
    kind: text({ enum: fireKinds }).notNull(),
    scheduled_at: moment().notNull(),
    status: text({ enum: fireStatuses }).notNull(),
    reason: text(),
    requested_by: text(),
    attempts: jsonb().$type<ReadonlyArray<FireAttempt>>().notNull(),
    resumed_count: integer().notNull().default(0),
    run_id: uuid(),
    runner: text(),
    created_at: moment().notNull(),
    started_at: moment(),
    finished_at: moment(),
  },
  (table) => [
    uniqueIndex("tick_fires_once")
      .on(table.schedule, table.scheduled_at)
      .where(sql`${table.kind} in ('tick', 'catch_up')`),
    index("schedule_fires_created_at_index").on(table.created_at),
    isOneOf("kind_is_known", table.kind, fireKinds),
    isOneOf("status_is_known", table.status, fireStatuses),
  ],
);

/** A failed attempt of a fire that was tried again. Moments are ISO 8601 in UTC. */
export interface FireAttempt {
  readonly at: string;
  readonly step: string | null;
  readonly error: string;
  readonly isRetryable: boolean;
}
