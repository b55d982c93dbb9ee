import { Cron, Duration } from "effect";
import { cronOf } from "./cronOf.ts";
import { mostMissedTicks, type Schedule } from "./Schedule.ts";
import { ticksBetween } from "./ticksBetween.ts";

/** A tick that came, and what is to become of it. */
export interface DueTick {
  readonly kind: "tick" | "catch_up";
  readonly scheduledAt: Date;
  readonly status: "queued" | "skipped";
  /** Why it is skipped. */
  readonly reason: string | null;
}

/** The ticks between two looks at the clock. */
export interface DueTicks {
  /** The oldest first. */
  readonly ticks: ReadonlyArray<DueTick>;
  /** Ticks up to here were missed as well and are too many to be recorded one by one; null when none is left out. */
  readonly leftOutUntil: Date | null;
}

/** How late a tick may be seen and still be on time: another scheduler needs so long to step in for one that died. */
export const onTime: Duration.Duration = Duration.minutes(1);

const count = (ticks: number) => (ticks === 1 ? "1 tick" : `${ticks} ticks`);

/** Says why a missed tick is not made up for; null when it is. */
const skipReason = (
  { catchUp }: Pick<Schedule, "catchUp">,
  /** Missed ticks after this one. */
  missedAfter: number,
  /** The newest tick that came, missed or on time. */
  newest: { readonly at: Date; readonly isThis: boolean },
): string | null => {
  switch (catchUp.policy) {
    case "skip":
      return "missed while no scheduler ran; the catch-up policy is skip";
    case "latest":
      return newest.isThis
        ? null
        : `missed while no scheduler ran; the catch-up policy is latest, and ${newest.at.toISOString()} came after it`;
    case "all":
      return missedAfter < catchUp.limit
        ? null
        : `missed while no scheduler ran; the catch-up policy is all, up to the newest ${count(catchUp.limit)}`;
  }
};

/** Finds where the newest ticks begin when there may be too many to list; the moment is before the first of them. */
const horizon = (schedule: Pick<Schedule, "cron" | "timeZone">, after: Date, now: Date): Date => {
  const cron = cronOf(schedule);
  let first = new Date(now.getTime() + 1);
  for (let seen = 0; seen < mostMissedTicks; seen++) {
    first = Cron.prev(cron, first);
    if (first <= after) return after;
  }
  return new Date(first.getTime() - 1);
};

/**
 * Tells which ticks came after the last one that is recorded, up to now and with it, and what is to become of each by the catch-up
 * policy. A tick that is seen at most a minute late is on time; older ones were missed.
 *
 * What daylight saving makes of a time is Effect's rule: a tick in the hour that is left out comes when that hour would have ended,
 * one in the hour that comes twice comes once, the first time.
 *
 * `lastTick` of a schedule that never fired is the moment when the scheduler started: it has missed nothing.
 */
export const dueTicks = (
  schedule: Pick<Schedule, "cron" | "timeZone" | "catchUp">,
  lastTick: Date,
  now: Date,
): DueTicks => {
  if (lastTick >= now) return { ticks: [], leftOutUntil: null };
  const after = horizon(schedule, lastTick, now);
  const moments = ticksBetween(schedule, after, now, Number.POSITIVE_INFINITY);
  const oldestOnTime = now.getTime() - Duration.toMillis(onTime);
  const missed = moments.filter((moment) => moment.getTime() < oldestOnTime).length;
  const ticks = moments.map((scheduledAt, index): DueTick => {
    if (index >= missed) return { kind: "tick", scheduledAt, status: "queued", reason: null };
    const newest = { at: moments.at(-1) ?? scheduledAt, isThis: index === moments.length - 1 };
    const reason = skipReason(schedule, missed - 1 - index, newest);
    return { kind: "catch_up", scheduledAt, status: reason === null ? "queued" : "skipped", reason };
  });
  return { ticks, leftOutUntil: after.getTime() === lastTick.getTime() ? null : after };
};
