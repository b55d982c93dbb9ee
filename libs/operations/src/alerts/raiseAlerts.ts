import { Database, type DatabaseError } from "@trialflow/database";
import { alerts } from "@trialflow/schema";
import { and, asc, eq, gte, isNull, or } from "drizzle-orm";
import { Duration, Effect } from "effect";
import { ledgerTransaction } from "../fires/ledgerTransaction.ts";
import { type Alert, alertOf, type StandingAlert } from "./Alert.ts";
import { judge, type Observation } from "./judge.ts";

/** How far back ended fires are looked for, and alerts that are over. */
export const lookBack: Duration.Duration = Duration.days(7);

/** Reads the alerts that last, and those of the last days that are over: the oldest first. */
export const readStandingAlerts = (now: Date): Effect.Effect<ReadonlyArray<StandingAlert>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) => {
    // A day more than fires are looked for: what covers the oldest of them must be there.
    const oldest = new Date(now.getTime() - Duration.toMillis(lookBack) - Duration.toMillis(Duration.days(1)));
    return Effect.map(
      database.query("alerts.read_standing", (db) =>
        db
          .select()
          .from(alerts)
          .where(or(isNull(alerts.resolved_at), gte(alerts.resolved_at, oldest), gte(alerts.raised_at, oldest)))
          .orderBy(asc(alerts.raised_at)),
      ),
      (rows) => rows.map(alertOf),
    );
  });

const rowOf = (alert: Alert, now: Date) => ({
  alert_key: alert.alertKey,
  kind: alert.kind,
  severity: alert.severity,
  schedule: alert.schedule,
  source: alert.source,
  run_id: alert.runId,
  title: alert.title,
  message: alert.message,
  details: { ...alert.details, since: alert.since.toISOString() },
  raised_at: now,
  // That something is over does not last.
  resolved_at: alert.kind === "recovered" ? now : null,
  deliveries: [],
});

const operation = "alerts.raise";

/**
 * Writes what is to be told into the ledger of alerts, and what is over; gives what is new. All schedulers do so one after the other: each
 * decides by what those before it have written.
 *
 * Writes      ops.alerts
 * Idempotent  yes, keyed by `alert_key`
 */
export const raiseAlerts = (seen: Observation): Effect.Effect<ReadonlyArray<Alert>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const { now } = seen;
    const isNothing = ({ raised, resolved }: ReturnType<typeof judge>) => raised.length + resolved.length === 0;
    // Most of the time there is nothing to tell, and nobody has to wait for anybody.
    if (isNothing(judge(yield* readStandingAlerts(now), seen))) return [];
    return yield* ledgerTransaction(
      operation,
      "alerts",
      Effect.gen(function* () {
        const verdict = judge(yield* readStandingAlerts(now), seen);
        const { raised, resolved } = verdict;
        const database = yield* Database;
        const inserted = yield* database.query(operation, async (db) => {
          const rows =
            raised.length === 0
              ? []
              : await db
                  .insert(alerts)
                  .values(raised.map((alert) => rowOf(alert, now)))
                  .onConflictDoNothing()
                  .returning({ alertKey: alerts.alert_key });
          for (const { alertKey, at } of resolved) {
            await db
              .update(alerts)
              .set({ resolved_at: at })
              .where(and(eq(alerts.alert_key, alertKey), isNull(alerts.resolved_at)));
          }
          return new Set(rows.map(({ alertKey }) => alertKey));
        });
        return raised.filter(({ alertKey }) => inserted.has(alertKey));
      }),
    );
  });
