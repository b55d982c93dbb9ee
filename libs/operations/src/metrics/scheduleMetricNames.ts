import type { MetricDeclarations } from "./MetricDeclaration.ts";

/** Declares what the ledger and the configuration say of schedules, fires, alerts and the schedulers' queue. */
export const scheduleMetricNames = {
  trialflow_schedule_enabled: {
    type: "gauge",
    help: "1 for a schedule that the configuration switches on, 0 for one that it switches off.",
    labels: ["schedule", "source"],
  },
  trialflow_schedule_paused: {
    type: "gauge",
    help: "1 while somebody has paused the schedule.",
    labels: ["schedule", "source"],
  },
  trialflow_schedule_next_tick_timestamp_seconds: {
    type: "gauge",
    help: "When the schedule ticks next, in seconds since 1970.",
    labels: ["schedule", "source"],
  },
  trialflow_schedule_last_tick_timestamp_seconds: {
    type: "gauge",
    help: "The newest tick of the schedule in the ledger, in seconds since 1970.",
    labels: ["schedule", "source"],
  },
  trialflow_schedule_sla_freshness_seconds: {
    type: "gauge",
    help: "How old the published data may be by the schedule's SLA.",
    labels: ["schedule", "source"],
  },
  trialflow_schedule_sla_duration_seconds: {
    type: "gauge",
    help: "How long a fire may take by the schedule's SLA.",
    labels: ["schedule", "source"],
  },
  trialflow_fires_created_total: {
    type: "counter",
    help: "Fires by why they were: tick, catch_up, backfill or manual.",
    labels: ["schedule", "source", "kind"],
  },
  trialflow_fires: {
    type: "gauge",
    help: "Fires by the status that they have now.",
    labels: ["schedule", "source", "status"],
  },
  trialflow_fire_failed_attempts_total: {
    type: "counter",
    help: "Attempts of fires that failed and were tried again.",
    labels: ["schedule", "source"],
  },
  trialflow_fire_resumptions_total: {
    type: "counter",
    help: "How often people let fires go on.",
    labels: ["schedule", "source"],
  },
  trialflow_fire_running_seconds: {
    type: "gauge",
    help: "How long the fire that is under way has been so; 0 when none is.",
    labels: ["schedule", "source"],
  },
  trialflow_fire_waiting_seconds: {
    type: "gauge",
    help: "How long the oldest queued fire has been waiting; 0 when none is.",
    labels: ["schedule", "source"],
  },
  trialflow_alerts_open: {
    type: "gauge",
    help: "Alerts that tell of something that is not over.",
    labels: ["kind", "severity"],
  },
  trialflow_alerts_raised_total: {
    type: "counter",
    help: "Alerts that were ever raised.",
    labels: ["kind", "severity"],
  },
  trialflow_alerts_undelivered: {
    type: "gauge",
    help: "Alerts of the last 7 days that some target has not received.",
    labels: [],
  },
  trialflow_scheduler_sessions: {
    type: "gauge",
    help: "Sessions of schedulers on their queue: one for each that lives, for moments of much work up to four.",
    labels: [],
  },
  trialflow_turns: {
    type: "gauge",
    help: "Turns of runs in the schedulers' queue by state: waiting, under_way or given_up.",
    labels: ["state"],
  },
  trialflow_turn_waiting_seconds: {
    type: "gauge",
    help: "How long the oldest waiting turn has been so; 0 when none is.",
    labels: [],
  },
} as const satisfies MetricDeclarations;
