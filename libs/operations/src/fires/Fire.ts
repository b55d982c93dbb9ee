import type { FireAttempt, FireKind, FireStatus, scheduleFires } from "@trialflow/schema";

/** A tick of a schedule, or what a person asked for, and what became of it. */
export interface Fire {
  readonly fireId: string;
  readonly schedule: string;
  readonly source: string;
  readonly kind: FireKind;
  readonly scheduledAt: Date;
  readonly status: FireStatus;
  readonly reason: string | null;
  readonly requestedBy: string | null;
  readonly attempts: ReadonlyArray<FireAttempt>;
  readonly resumedCount: number;
  /** The run in the ledger of the source's own database. */
  readonly runId: string | null;
  /** The scheduler that began it. */
  readonly runner: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Makes a fire of its row. */
export const fireOf = (row: typeof scheduleFires.$inferSelect): Fire => ({
  fireId: row.fire_id,
  schedule: row.schedule,
  source: row.source,
  kind: row.kind,
  scheduledAt: row.scheduled_at,
  status: row.status,
  reason: row.reason,
  requestedBy: row.requested_by,
  attempts: row.attempts,
  resumedCount: row.resumed_count,
  runId: row.run_id,
  runner: row.runner,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
});
