import { index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { isOneOf, moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";

/** What people are told of. */
export const alertKinds = ["run_failed", "recovered", "sla_missed", "stale_data", "anomaly"] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertSeverities = ["info", "warning", "critical"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** How the delivery to one target went. Moments are ISO 8601 in UTC; `error` is null when it arrived. */
export interface AlertDelivery {
  readonly target: string;
  readonly at: string;
  readonly attempts: number;
  readonly error: string | null;
}

/**
 * Holds what people were told. Grain: one row per alert; `alert_key` names the event, so that nobody is told twice.
 *
 * `resolved_at` is set when what it tells of is over.
 */
export const alerts = ops.table(
  "alerts",
  {
    alert_key: text().primaryKey(),
    kind: text({ enum: alertKinds }).notNull(),
    severity: text({ enum: alertSeverities }).notNull(),
    schedule: text(),
    source: text(),
    run_id: uuid(),
    title: text().notNull(),
    message: text().notNull(),
    details: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    raised_at: moment().notNull(),
    resolved_at: moment(),
    deliveries: jsonb().$type<ReadonlyArray<AlertDelivery>>().notNull(),
  },
  (table) => [
    index("alerts_raised_at_index").on(table.raised_at),
    isOneOf("kind_is_known", table.kind, alertKinds),
    isOneOf("severity_is_known", table.severity, alertSeverities),
  ],
);
