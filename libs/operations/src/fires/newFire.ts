import { randomUUID } from "node:crypto";
import type { FireKind, FireStatus, scheduleFires } from "@trialflow/schema";
import type { Schedule } from "../schedules/Schedule.ts";

/** What distinguishes a fire when it comes into the ledger. */
export interface NewFire {
  readonly schedule: Pick<Schedule, "name" | "source">;
  readonly kind: FireKind;
  readonly scheduledAt: Date;
  readonly status: Extract<FireStatus, "queued" | "skipped">;
  readonly reason: string | null;
  /** Null for the clock. */
  readonly requestedBy: string | null;
}

/** Makes the row of a new fire: one that is skipped is over at once. */
export const newFire = (
  { schedule, kind, scheduledAt, status, reason, requestedBy }: NewFire,
  now: Date,
): typeof scheduleFires.$inferSelect => ({
  fire_id: randomUUID(),
  schedule: schedule.name,
  source: schedule.source,
  kind,
  scheduled_at: scheduledAt,
  status,
  reason,
  requested_by: requestedBy,
  attempts: [],
  resumed_count: 0,
  run_id: null,
  runner: null,
  created_at: now,
  started_at: null,
  finished_at: status === "skipped" ? now : null,
});
