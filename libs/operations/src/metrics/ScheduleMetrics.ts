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

/** What the schedulers' own database and their configuration say. */
export interface ScheduleMetrics {
  readonly schedules: ReadonlyArray<ConfiguredSchedule>;
  readonly fires: ReadonlyArray<FireFacts>;
  readonly alerts: ReadonlyArray<AlertFacts>;
  /** Alerts of the last 7 days that some target never received. */
  readonly undelivered: number;
}
