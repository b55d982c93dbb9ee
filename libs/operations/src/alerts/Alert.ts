import type { AlertKind, AlertSeverity, alerts } from "@trialflow/schema";

/** What people are to be told. */
export interface Alert {
  /** Names the event: whoever finds it, it is told once. */
  readonly alertKey: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly schedule: string | null;
  readonly source: string | null;
  readonly runId: string | null;
  /** One line. */
  readonly title: string;
  /** What happened and what to do. */
  readonly message: string;
  /** The figures behind it, ready for JSON. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Since when what it tells of has been so: earlier than when it was noticed. */
  readonly since: Date;
}

/** An alert of the ledger. */
export interface StandingAlert extends Alert {
  readonly raisedAt: Date;
  /** When what it tells of was over; null while it lasts. */
  readonly resolvedAt: Date | null;
}

/** An alert that tells of something that is over, and since when. */
export interface Resolution {
  readonly alertKey: string;
  readonly at: Date;
}

/** What is to be written into the ledger of alerts. */
export interface Verdict {
  readonly raised: ReadonlyArray<Alert>;
  readonly resolved: ReadonlyArray<Resolution>;
}

export const nothingToTell: Verdict = { raised: [], resolved: [] };

const sinceOf = ({ details, raised_at }: typeof alerts.$inferSelect): Date => {
  const since = typeof details["since"] === "string" ? new Date(details["since"]) : raised_at;
  return Number.isNaN(since.getTime()) ? raised_at : since;
};

/** Makes an alert of its row. */
export const alertOf = (row: typeof alerts.$inferSelect): StandingAlert => ({
  alertKey: row.alert_key,
  kind: row.kind,
  severity: row.severity,
  schedule: row.schedule,
  source: row.source,
  runId: row.run_id,
  title: row.title,
  message: row.message,
  details: row.details,
  since: sinceOf(row),
  raisedAt: row.raised_at,
  resolvedAt: row.resolved_at,
});
