import { Duration } from "effect";
import { describePause, type Pause } from "../fires/readPauses.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import { nothingToTell, type StandingAlert, type Verdict } from "./Alert.ts";
import { describeMoment, describeTime } from "./describeMoment.ts";
import { recoveredOf } from "./recoveredOf.ts";
import { openAlerts } from "./standing.ts";

/** How fresh the data of a schedule's source are. */
export interface Freshness {
  /** When the newest run ended that did its work, whoever began it; null before the first. */
  readonly newestSuccessAt: Date | null;
  /** When the schedule's first fire was written down; null before that. */
  readonly firstFireAt: Date | null;
  readonly pause: Pause | null;
}

/**
 * Decides whether the newest success of a source is older than its schedule's `sla.freshness` says, or not any more. A schedule that
 * never had one is measured from its first fire on; one that never fired owes nothing yet.
 */
export const alertsOfFreshness = (
  { name, source, sla }: Pick<Schedule, "name" | "source" | "sla">,
  { newestSuccessAt, firstFireAt, pause }: Freshness,
  standing: ReadonlyArray<StandingAlert>,
  now: Date,
): Verdict => {
  const from = newestSuccessAt ?? firstFireAt;
  if (sla.freshness === null || from === null) return nothingToTell;
  const limit = Duration.toMillis(sla.freshness);
  const age = now.getTime() - from.getTime();
  const open = openAlerts(standing, { kinds: ["stale_data"], schedule: name }, now);
  if (age <= limit) {
    if (newestSuccessAt === null) return nothingToTell;
    const recovered = recoveredOf(open, { at: newestSuccessAt, fireId: null, runId: null });
    return {
      raised: recovered === null ? [] : [recovered],
      resolved: open.map(({ alertKey }) => ({ alertKey, at: newestSuccessAt })),
    };
  }
  if (open.length > 0) return nothingToTell;
  const found =
    newestSuccessAt === null
      ? `None of its runs has ended well since its first fire of ${describeMoment(from)}`
      : `The newest run that ended well is of ${describeMoment(from)}, ${describeTime(age)} ago`;
  const paused =
    pause === null ? "" : ` The schedule is ${describePause(pause)}; to go on: trialflow schedule resume ${name}.`;
  return {
    raised: [
      {
        alertKey: `stale_data/${name}/${from.toISOString()}`,
        kind: "stale_data",
        severity: "critical",
        schedule: name,
        source,
        runId: null,
        title: `The data of ${source} are older than ${name} promises`,
        message: `${found}; expected at most ${describeTime(limit)}.${paused} Look: trialflow runs list`,
        details: {
          newest_success_at: newestSuccessAt?.toISOString() ?? null,
          age_seconds: Math.round(age / 1000),
          limit_seconds: Math.round(limit / 1000),
          is_paused: pause !== null,
          runbook: "docs/runbook.md#trialflowstaledata",
        },
        since: new Date(from.getTime() + limit),
      },
    ],
    resolved: [],
  };
};
