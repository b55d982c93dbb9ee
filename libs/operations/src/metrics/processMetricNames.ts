import type { MetricDeclarations } from "./MetricDeclaration.ts";

/**
 * Declares what a process says of itself. The names are the ones that clients of Prometheus commonly use, and those that
 * effect/cluster gives its own metrics (its timer in seconds and with that unit in the name).
 */
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
  effect_cluster_runners: { type: "gauge", help: "Schedulers that the engine knows of.", labels: [] },
  effect_cluster_runners_healthy: { type: "gauge", help: "Schedulers that answer.", labels: [] },
  effect_cluster_shards: { type: "gauge", help: "Shards that this scheduler owns.", labels: [] },
  effect_cluster_shards_releasing: { type: "gauge", help: "Shards that this scheduler is giving up.", labels: [] },
  effect_cluster_entities: { type: "gauge", help: "Entities that are active in this scheduler.", labels: ["type"] },
  effect_cluster_entity_mailbox_size_max: {
    type: "gauge",
    help: "Largest mailbox among the entities of a type in this scheduler.",
    labels: ["type"],
  },
  effect_cluster_singletons: { type: "gauge", help: "Singletons that run in this scheduler.", labels: [] },
  effect_cluster_shard_release_seconds: {
    type: "histogram",
    help: "How long this scheduler took to give up a shard.",
    labels: [],
  },
} as const satisfies MetricDeclarations;

export type ProcessMetricName = keyof typeof processMetricNames;
