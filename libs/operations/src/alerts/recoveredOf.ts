import type { Alert, StandingAlert } from "./Alert.ts";
import { describeMoment, describeTime } from "./describeMoment.ts";

/** By what something is over. */
export interface Recovery {
  readonly at: Date;
  readonly fireId: string | null;
  readonly runId: string | null;
}

/**
 * Makes the one alert that says that troubles of a schedule are over; null when there are none. `over` are the open ones, the oldest first.
 */
export const recoveredOf = (over: ReadonlyArray<StandingAlert>, { at, fireId, runId }: Recovery): Alert | null => {
  const [first] = over;
  if (first === undefined) return null;
  const { schedule, source } = first;
  return {
    alertKey: `recovered/${first.alertKey}`,
    kind: "recovered",
    severity: "info",
    schedule,
    source,
    runId,
    title: `${schedule} is well again`,
    message: `Over since ${describeMoment(at)}, after ${describeTime(at.getTime() - first.since.getTime())}: ${first.title}. Nothing needs to be done.`,
    details: {
      fire_id: fireId,
      resolved: over.map(({ alertKey }) => alertKey),
      lasted_seconds: Math.round((at.getTime() - first.since.getTime()) / 1000),
    },
    since: at,
  };
};
