import type { RunCarrier, RunStatus, runs, StepName, steps } from "@trialflow/schema";

/** A run of the ledger. */
export interface LedgerRun {
  readonly runId: string;
  readonly program: string;
  readonly status: RunStatus;
  readonly source: string | null;
  /** What carries it: a process of its own, or the schedulers. */
  readonly carrier: RunCarrier;
  readonly host: string;
  readonly osUser: string;
  readonly programVersion: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

/** A step of a run. */
export interface LedgerStep {
  readonly ordinal: number;
  readonly name: StepName;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rowsSetAside: number;
  /** What it worked on, for example a file's name. */
  readonly subject: string | null;
  /** The scheduler that performed it; null for a run in one process. */
  readonly runner: string | null;
}

/** Makes a run of its row. */
export const runOf = (row: typeof runs.$inferSelect): LedgerRun => ({
  runId: row.run_id,
  program: row.program,
  status: row.status,
  source: row.source,
  carrier: row.carrier,
  host: row.host,
  osUser: row.os_user,
  programVersion: row.program_version,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  error: row.error,
});

/** Makes a step of its row. */
export const stepOf = (row: typeof steps.$inferSelect): LedgerStep => ({
  ordinal: row.ordinal,
  name: row.name,
  status: row.status,
  startedAt: row.started_at,
  durationMs: row.duration_ms,
  rowsIn: row.rows_in,
  rowsOut: row.rows_out,
  rowsSetAside: row.rows_set_aside,
  subject: typeof row.details["subject"] === "string" ? row.details["subject"] : null,
  runner: row.runner,
});
