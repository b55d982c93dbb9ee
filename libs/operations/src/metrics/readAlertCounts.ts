import { Database, type DatabaseError } from "@trialflow/database";
import { type AlertKind, type AlertSeverity, alertKinds, alertSeverities, alerts } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { AlertFacts, ScheduleMetrics } from "./ScheduleMetrics.ts";

interface Row extends Record<string, unknown> {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly raised: number;
  readonly open: number;
  readonly undelivered: number;
}

const weekSeconds = 7 * 24 * 3600;

/**
 * Reads how many alerts were raised and tell of something that is not over; `now` in seconds since 1970.
 *
 * An alert of `recovered` tells of an end, so it is never open.
 * Reads    ops.alerts
 */
export const readAlertCounts = (
  now: number,
): Effect.Effect<Pick<ScheduleMetrics, "alerts" | "undelivered">, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const rows = yield* database.query("metrics.alerts", (db) =>
      db.execute<Row>(sql`
        select ${alerts.kind} as kind, ${alerts.severity} as severity, count(*)::float8 as raised,
               count(*) filter (where ${alerts.resolved_at} is null and ${alerts.kind} <> 'recovered')::float8 as open,
               count(*) filter (where ${alerts.raised_at} > to_timestamp(${now - weekSeconds}::float8)
                 and exists (select from jsonb_array_elements(${alerts.deliveries}) as delivery where delivery ->> 'error' is not null)
               )::float8 as undelivered
        from ${alerts} group by 1, 2`),
    );
    const all = alertKinds.flatMap((kind) => alertSeverities.map((severity) => ({ kind, severity })));
    return {
      alerts: all.map(({ kind, severity }): AlertFacts => {
        const found = rows.find((row) => row.kind === kind && row.severity === severity);
        return { kind, severity, raised: found?.raised ?? 0, open: found?.open ?? 0 };
      }),
      undelivered: rows.reduce((sum, { undelivered }) => sum + undelivered, 0),
    };
  });
