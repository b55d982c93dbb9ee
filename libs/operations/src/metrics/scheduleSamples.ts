import { type Sample, sample, sampleIfKnown } from "./Sample.ts";
import type { ScheduleMetrics } from "./ScheduleMetrics.ts";

/** Gives the lines of schedules, fires, alerts and the schedulers' queue. */
export const scheduleSamples = ({
  schedules,
  fires,
  alerts,
  undelivered,
  schedulerSessions,
  turns,
}: ScheduleMetrics): ReadonlyArray<Sample> => [
  ...schedules.flatMap((configured) => {
    const labels = { schedule: configured.schedule, source: configured.source };
    return [
      sample("trialflow_schedule_enabled", labels, configured.isEnabled ? 1 : 0),
      sample("trialflow_schedule_paused", labels, configured.isPaused ? 1 : 0),
      ...sampleIfKnown("trialflow_schedule_next_tick_timestamp_seconds", labels, configured.nextTickAt),
      ...sampleIfKnown("trialflow_schedule_sla_freshness_seconds", labels, configured.freshnessSeconds),
      ...sampleIfKnown("trialflow_schedule_sla_duration_seconds", labels, configured.durationSeconds),
    ];
  }),
  ...fires.flatMap((fire) => {
    const labels = { schedule: fire.schedule, source: fire.source };
    return [
      ...sampleIfKnown("trialflow_schedule_last_tick_timestamp_seconds", labels, fire.lastTickAt),
      ...Object.entries(fire.kinds).map(([kind, count]) =>
        sample("trialflow_fires_created_total", { ...labels, kind }, count),
      ),
      ...Object.entries(fire.statuses).map(([status, count]) =>
        sample("trialflow_fires", { ...labels, status }, count),
      ),
      sample("trialflow_fire_failed_attempts_total", labels, fire.failedAttempts),
      sample("trialflow_fire_resumptions_total", labels, fire.resumptions),
      sample("trialflow_fire_running_seconds", labels, fire.runningSeconds),
      sample("trialflow_fire_waiting_seconds", labels, fire.waitingSeconds),
    ];
  }),
  ...alerts.flatMap(({ kind, severity, raised, open }) => [
    sample("trialflow_alerts_open", { kind, severity }, open),
    sample("trialflow_alerts_raised_total", { kind, severity }, raised),
  ]),
  sample("trialflow_alerts_undelivered", {}, undelivered),
  sample("trialflow_scheduler_sessions", {}, schedulerSessions),
  ...(turns === null
    ? []
    : [
        sample("trialflow_turns", { state: "waiting" }, turns.waiting),
        sample("trialflow_turns", { state: "under_way" }, turns.underWay),
        sample("trialflow_turns", { state: "given_up" }, turns.givenUp),
        sample("trialflow_turn_waiting_seconds", {}, turns.waitingSeconds),
      ]),
];
