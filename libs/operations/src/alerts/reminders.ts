import { Duration } from "effect";
import type { Alert, StandingAlert, Verdict } from "./Alert.ts";
import { describeMoment } from "./describeMoment.ts";

const isReminder = ({ details }: StandingAlert) => details["reminder"] !== undefined;

const reminderOf = (alert: StandingAlert, number: number): Alert => ({
  ...alert,
  alertKey: `${alert.alertKey}/reminder/${number}`,
  title: `Still: ${alert.title}`,
  message: `Since ${describeMoment(alert.since)}. ${alert.message}`,
  details: { ...alert.details, reminder: number },
});

/**
 * Decides which failures and stale data people are reminded of: those that last, every `interval`; of intervals that passed while nobody
 * looked, once. Null reminds of nothing.
 */
export const reminders = (
  standing: ReadonlyArray<StandingAlert>,
  schedules: ReadonlySet<string>,
  interval: Duration.Duration | null,
  now: Date,
): Verdict => {
  if (interval === null) return { raised: [], resolved: [] };
  const due = standing.filter(
    (alert) =>
      (alert.kind === "run_failed" || alert.kind === "stale_data") &&
      alert.resolvedAt === null &&
      alert.schedule !== null &&
      schedules.has(alert.schedule) &&
      !isReminder(alert),
  );
  return {
    raised: due.flatMap((alert) => {
      const number = Math.floor((now.getTime() - alert.raisedAt.getTime()) / Duration.toMillis(interval));
      return number < 1 ? [] : [reminderOf(alert, number)];
    }),
    resolved: [],
  };
};
