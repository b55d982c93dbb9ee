import { Database, type DatabaseError } from "@trialflow/database";
import { type AlertDelivery, alerts } from "@trialflow/schema";
import { eq, gte, sql } from "drizzle-orm";
import { Clock, Duration, Effect } from "effect";
import { HttpClient } from "effect/http";
import type { Schedule } from "../schedules/Schedule.ts";
import { alertOf } from "./Alert.ts";
import type { AlertTarget } from "./AlertTarget.ts";
import { postAlert } from "./postAlert.ts";
import { slackBody } from "./slackBody.ts";

/** Whom alerts are delivered to. */
export interface Addressees {
  readonly schedules: ReadonlyArray<Pick<Schedule, "name" | "alerts">>;
  readonly targets: ReadonlyArray<AlertTarget>;
}

type Row = typeof alerts.$inferSelect;

const operation = "alerts.deliver";

/** What did not arrive by then is left in the ledger. */
export const deliveryLimit: Duration.Duration = Duration.hours(24);

const shortestWait = 15_000;
const longestWait = 10 * 60_000;

/** Tried again after as long as the alert has been waiting, from 15 seconds up to 10 minutes. */
const isDue = ({ at, error }: AlertDelivery, raisedAt: Date, now: Date): boolean => {
  const last = Date.parse(at);
  const wait = Math.min(Math.max(last - raisedAt.getTime(), shortestWait), longestWait);
  return error !== null && now.getTime() - last >= wait;
};

/** Finds the targets of an alert that have not got it and are to be tried now. */
export const dueTargets = (
  row: Pick<Row, "schedule" | "deliveries" | "raised_at">,
  { schedules, targets }: Addressees,
  now: Date,
): ReadonlyArray<AlertTarget> => {
  const schedule = schedules.find(({ name }) => name === row.schedule);
  // An alert of a schedule that this scheduler does not know is another one's to deliver.
  if (schedule === undefined) return [];
  return targets.filter(({ name }) => {
    if (schedule.alerts !== null && !schedule.alerts.includes(name)) return false;
    const delivery = row.deliveries.find(({ target }) => target === name);
    return delivery === undefined || isDue(delivery, row.raised_at, now);
  });
};

const readRow = (alertKey: string) =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query(operation, (db) => db.select().from(alerts).where(eq(alerts.alert_key, alertKey))),
      ([row]) => row ?? null,
    ),
  );

/** Takes an alert for the length of a transaction; whoever comes meanwhile leaves it alone. */
const claim = (alertKey: string) =>
  Effect.flatMap(Database, (database) =>
    database.query(operation, async (db) => {
      // Whoever is frozen in the middle must not keep it.
      await db.execute(sql`set local idle_in_transaction_session_timeout = '30s'`);
      const [row] = await db.execute<{ isTaken: boolean }>(
        sql`select pg_try_advisory_xact_lock(hashtextextended(${`trialflow.alerts.${alertKey}`}, 0)) as "isTaken"`,
      );
      return row?.isTaken === true;
    }),
  );

const deliverOne = (alertKey: string, addressees: Addressees, isDown: Set<string>) =>
  Effect.gen(function* () {
    if (!(yield* claim(alertKey))) return;
    const database = yield* Database;
    const client = yield* HttpClient.HttpClient;
    // What another one delivered a moment ago stands here now.
    const row = yield* readRow(alertKey);
    if (row === null) return;
    const now = new Date(yield* Clock.currentTimeMillis);
    const due = dueTargets(row, addressees, now).filter(({ name }) => !isDown.has(name));
    if (due.length === 0) return;
    const outcomes = yield* Effect.forEach(
      due,
      (target) => Effect.map(postAlert(client, target, slackBody(alertOf(row))), (outcome) => ({ target, ...outcome })),
      { concurrency: "unbounded" },
    );
    const at = new Date(yield* Clock.currentTimeMillis).toISOString();
    const deliveries = outcomes.map(({ target, attempts, error }): AlertDelivery => {
      const before = row.deliveries.find((delivery) => delivery.target === target.name);
      return { target: target.name, at, attempts: (before?.attempts ?? 0) + attempts, error };
    });
    const isOther = ({ target }: AlertDelivery) => !deliveries.some((delivery) => delivery.target === target);
    yield* database.query(operation, (db) =>
      db
        .update(alerts)
        .set({ deliveries: [...row.deliveries.filter(isOther), ...deliveries] })
        .where(eq(alerts.alert_key, alertKey)),
    );
    for (const { target, attempts, error } of deliveries) {
      if (error === null) {
        yield* Effect.annotateLogs(Effect.logInfo("Alert delivered"), { alert: alertKey, target });
        continue;
      }
      isDown.add(target);
      yield* Effect.annotateLogs(Effect.logWarning("An alert was not delivered; it is in the ledger, ops.alerts"), {
        alert: alertKey,
        target,
        attempts,
        error,
      });
    }
  });

/** What was noticed at once is told in the order in which it came. */
const byAge = (a: Row, b: Row) =>
  a.raised_at.getTime() - b.raised_at.getTime() || alertOf(a).since.getTime() - alertOf(b).since.getTime();

/**
 * Delivers the alerts of the last 24 hours that some target has not got and that are due, the oldest first. A target that failed once is let
 * alone for the rest of the round, so that a dead one holds nobody up.
 *
 * An alert is claimed while it is delivered, so that two schedulers do not both deliver it. Only who loses the database between the answer
 * of a target and the note of it leaves an alert behind that is delivered twice.
 *
 * Writes   ops.alerts: `deliveries`
 */
export const deliverAlerts = (
  addressees: Addressees,
): Effect.Effect<void, DatabaseError, Database | HttpClient.HttpClient> =>
  Effect.gen(function* () {
    if (addressees.targets.length === 0) return;
    const database = yield* Database;
    const now = new Date(yield* Clock.currentTimeMillis);
    const oldest = new Date(now.getTime() - Duration.toMillis(deliveryLimit));
    const rows = yield* database.query("alerts.read_undelivered", (db) =>
      db.select().from(alerts).where(gte(alerts.raised_at, oldest)),
    );
    const isDown = new Set<string>();
    for (const row of rows.toSorted(byAge)) {
      if (dueTargets(row, addressees, now).every(({ name }) => isDown.has(name))) continue;
      yield* database
        .transaction({ operation, role: "trialflow_loader" }, deliverOne(row.alert_key, addressees, isDown))
        // Stopped between an answer and its note, an alert would be delivered once more. It takes 10 seconds at most.
        .pipe(Effect.uninterruptible);
    }
  });
