import type { AlertKind, AlertSeverity, FireKind, FireStatus } from "@trialflow/schema";

/** A schedule of the configuration. Moments in seconds since 1970. */
export interface ConfiguredSchedule {
  readonly schedule: string;
  readonly source: string;
  readonly isEnabled: boolean;
  readonly isPaused: boolean;
  /** Null for one that is switched off. */
  readonly nextTickAt: number | null;
  readonly freshnessSeconds: number | null;
  readonly durationSeconds: number | null;
}

/** What the ledger knows of a schedule's fires, also of a schedule that is not configured any more. */
export interface FireFacts {
  readonly schedule: string;
  readonly source: string;
  readonly kinds: Readonly<Record<FireKind, number>>;
  readonly statuses: Readonly<Record<FireStatus, number>>;
  readonly failedAttempts: number;
  readonly resumptions: number;
  readonly lastTickAt: number | null;
  /** How long the fire under way, and the oldest queued one, have been so; 0 when there is none. */
  readonly runningSeconds: number;
  readonly waitingSeconds: number;
}

/** Alerts of one kind and severity. */
export interface AlertFacts {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly raised: number;
  readonly open: number;
}

/** Turns of runs in the schedulers' queue: each carries a run on by one file. */
export interface TurnFacts {
  readonly waiting: number;
  readonly underWay: number;
  readonly givenUp: number;
  /** How long the oldest one has been waiting; 0 when none is. */
  readonly waitingSeconds: number;
}

/** What the schedulers' own database and their configuration say. */
export interface ScheduleMetrics {
  readonly schedules: ReadonlyArray<ConfiguredSchedule>;
  readonly fires: ReadonlyArray<FireFacts>;
  readonly alerts: ReadonlyArray<AlertFacts>;
  /** Alerts of the last 7 days that some target has not received. */
  readonly undelivered: number;
  /** Sessions by which schedulers reach the queue: at least one per scheduler that lives. */
  readonly schedulerSessions: number;
  /** Null when there is no queue, or it may not be read. */
  readonly turns: TurnFacts | null;
}
