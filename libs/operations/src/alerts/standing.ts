import type { AlertKind } from "@trialflow/schema";
import type { StandingAlert, Verdict } from "./Alert.ts";

/** Whose troubles are meant. */
export interface Concern {
  readonly kinds: ReadonlyArray<AlertKind>;
  readonly schedule: string;
}

const concerns = ({ kinds, schedule }: Concern, alert: StandingAlert): boolean =>
  alert.schedule === schedule && kinds.includes(alert.kind);

/** Finds the troubles of a schedule that began before a moment and are not over, the oldest first. */
export const openAlerts = (
  standing: ReadonlyArray<StandingAlert>,
  concern: Concern,
  before: Date,
): ReadonlyArray<StandingAlert> =>
  standing
    .filter((alert) => concerns(concern, alert) && alert.resolvedAt === null && alert.since < before)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime() || a.alertKey.length - b.alertKey.length);

/**
 * Tells whether a moment lies in a time of trouble that people were told of, be it over by now or not: what happened then is no news.
 */
export const isCovered = (standing: ReadonlyArray<StandingAlert>, concern: Concern, moment: Date): boolean =>
  standing.some(
    (alert) =>
      concerns(concern, alert) && alert.since <= moment && (alert.resolvedAt === null || moment <= alert.resolvedAt),
  );

/** Says how the ledger stands once a verdict is written. */
export const afterVerdict = (
  standing: ReadonlyArray<StandingAlert>,
  { raised, resolved }: Verdict,
  now: Date,
): ReadonlyArray<StandingAlert> => {
  const ends = new Map(resolved.map(({ alertKey, at }) => [alertKey, at]));
  return [...standing, ...raised.map((alert): StandingAlert => ({ ...alert, raisedAt: now, resolvedAt: null }))].map(
    (alert) => (alert.resolvedAt === null ? { ...alert, resolvedAt: ends.get(alert.alertKey) ?? null } : alert),
  );
};
