import type { MetricDeclarations } from "./MetricDeclaration.ts";

/** Declares what the ledger says of runs and their steps. */
export const runMetricNames = {
  trialflow_runs_started_total: { type: "counter", help: "Runs that were begun.", labels: ["source"] },
  trialflow_runs: {
    type: "gauge",
    help: "Runs by the status that they have now. A run that is resumed leaves its former status, so this is no counter.",
    labels: ["source", "status"],
  },
  trialflow_last_run_status: {
    type: "gauge",
    help: "1 for the status of the newest ingest that has ended, 0 for every other.",
    labels: ["source", "status"],
  },
  trialflow_last_run_timestamp_seconds: {
    type: "gauge",
    help: "When the newest ended ingest ended, in seconds since 1970.",
    labels: ["source"],
  },
  trialflow_last_run_duration_seconds: {
    type: "gauge",
    help: "How long the newest ended ingest took.",
    labels: ["source"],
  },
  trialflow_last_success_timestamp_seconds: {
    type: "gauge",
    help: "When an ingest last ended well, with or without anything new, in seconds since 1970.",
    labels: ["source"],
  },
  trialflow_success_age_seconds: {
    type: "gauge",
    help: "Seconds since an ingest last ended well.",
    labels: ["source"],
  },
  trialflow_run_silence_seconds: {
    type: "gauge",
    help: "How long nobody has given a sign of life of a run that schedulers carry, the longest; 0 when none is under way.",
    labels: ["source"],
  },
  trialflow_steps: {
    type: "gauge",
    help: "Executions of steps by the status that they have now.",
    labels: ["source", "step", "status"],
  },
  trialflow_step_duration_seconds: {
    type: "histogram",
    help: "How long the steps took that came to their end.",
    labels: ["source", "step", "status"],
  },
} as const satisfies MetricDeclarations;
