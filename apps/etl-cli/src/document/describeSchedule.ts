import { type Fire, nextTickOf, type Pause, type Schedule } from "@trialflow/operations";
import { Duration } from "effect";

const milliseconds = (time: Duration.Duration | null) => (time === null ? null : Duration.toMillis(time));

/** What is known of a schedule beside its settings. */
export interface ScheduleContext {
  readonly pause: Pause | null;
  readonly lastFire: Fire | null;
  readonly now: Date;
}

/** Describes a schedule and how it stands, as `schedule list` and `schedule show` print it with `--json`. */
export const describeSchedule = (schedule: Schedule, { pause, lastFire, now }: ScheduleContext) => {
  const { timeout, retry, sla, ...settings } = schedule;
  const { attempts, firstDelay, maxDelay } = retry;
  return {
    ...settings,
    timeoutMs: Duration.toMillis(timeout),
    retry: { attempts, firstDelayMs: Duration.toMillis(firstDelay), maxDelayMs: Duration.toMillis(maxDelay) },
    sla: { durationMs: milliseconds(sla.duration), freshnessMs: milliseconds(sla.freshness) },
    pause: pause === null ? null : { pausedAt: pause.pausedAt, pausedBy: pause.pausedBy, reason: pause.reason },
    /** Null for one that is not enabled. */
    nextTickAt: schedule.isEnabled ? nextTickOf(schedule, now) : null,
    lastFire,
  };
};
export type DescribedSchedule = ReturnType<typeof describeSchedule>;
