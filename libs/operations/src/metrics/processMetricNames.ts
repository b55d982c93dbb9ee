import type { MetricDeclarations } from "./MetricDeclaration.ts";

/** Declares what a process says of itself. The names are the ones that clients of Prometheus commonly use. */
export const processMetricNames = {
  process_start_time_seconds: { type: "gauge", help: "When the process began, in seconds since 1970.", labels: [] },
  process_cpu_seconds_total: { type: "counter", help: "Processor time that the process has used.", labels: [] },
  process_resident_memory_bytes: { type: "gauge", help: "Memory that the process holds.", labels: [] },
  nodejs_heap_used_bytes: { type: "gauge", help: "Part of the JavaScript heap that is in use.", labels: [] },
  nodejs_eventloop_active_seconds_total: {
    type: "counter",
    help: "Time in which the event loop was busy; its rate is its utilisation.",
    labels: [],
  },
  nodejs_eventloop_lag_max_seconds: {
    type: "gauge",
    help: "Longest time for which the event loop was blocked since the scrape before.",
    labels: [],
  },
} as const satisfies MetricDeclarations;

export type ProcessMetricName = keyof typeof processMetricNames;
