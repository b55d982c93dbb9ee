import { Duration } from "effect";
import type { Fire } from "../fires/Fire.ts";
import { doneStatuses } from "../fires/fireStates.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import { nothingToTell, type StandingAlert, type Verdict } from "./Alert.ts";
import { failedStatuses } from "./alertsOfEnd.ts";
import { describeTime } from "./describeMoment.ts";
import { isCovered, openAlerts } from "./standing.ts";

const isUnderWay = ({ status }: Fire) => status === "running";

const counts = ({ status }: Fire) =>
  status === "running" || [...doneStatuses, ...failedStatuses].some((ended) => ended === status);

/**
 * Decides whether a fire takes longer than its schedule's `sla.duration`, be it under way or ended. A schedule that misses it again and
 * again is told once; that is over with the first fire that does its work in time.
 *
 * The time of a fire that people let go on counts from there.
 */
export const alertsOfDuration = (
  fire: Fire,
  { sla }: Pick<Schedule, "sla">,
  standing: ReadonlyArray<StandingAlert>,
  now: Date,
): Verdict => {
  const { schedule, startedAt } = fire;
  const end = isUnderWay(fire) ? now : fire.finishedAt;
  if (sla.duration === null || startedAt === null || end === null || !counts(fire)) return nothingToTell;
  const limit = Duration.toMillis(sla.duration);
  const taken = end.getTime() - startedAt.getTime();
  const concern = { kinds: ["sla_missed"], schedule } as const;
  if (taken <= limit) {
    if (!doneStatuses.some((done) => done === fire.status)) return nothingToTell;
    return { raised: [], resolved: openAlerts(standing, concern, end).map(({ alertKey }) => ({ alertKey, at: end })) };
  }
  const since = new Date(startedAt.getTime() + limit);
  if (isCovered(standing, concern, since)) return nothingToTell;
  const isRunning = isUnderWay(fire);
  return {
    raised: [
      {
        alertKey: `sla_missed/${fire.fireId}/${fire.resumedCount}`,
        kind: "sla_missed",
        severity: "warning",
        schedule,
        source: fire.source,
        runId: fire.runId,
        title: `${schedule} takes longer than it may`,
        message: `${isRunning ? `Under way for ${describeTime(taken)} so far` : `It took ${describeTime(taken)}`}, expected at most ${describeTime(limit)}. Look: trialflow runs show ${fire.fireId.slice(0, 8)}`,
        details: {
          taken_seconds: Math.round(taken / 1000),
          limit_seconds: Math.round(limit / 1000),
          is_running: isRunning,
          fire_id: fire.fireId,
          scheduled_at: fire.scheduledAt.toISOString(),
          runbook: "docs/runbook.md#trialflowslamissed",
        },
        since,
      },
    ],
    resolved: [],
  };
};
