import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { cpuUsage, memoryUsage } from "node:process";
import { Effect, Layer, Metric } from "effect";
import { type ProcessMetricName, processMetricNames } from "./processMetricNames.ts";

const gauge = (name: ProcessMetricName) => Metric.gauge(name, { description: processMetricNames[name].help });
const counter = (name: ProcessMetricName) =>
  Metric.counter(name, { description: processMetricNames[name].help, incremental: true });

/**
 * Puts memory, processor time and the event loop of this process into Effect's registry, for as long as the layer lives. They are
 * read when somebody takes a snapshot and cost nothing in between, but for a timer of the event loop's lag.
 */
export const layerProcessMetrics: Layer.Layer<never> = Layer.effectDiscard(
  Effect.acquireRelease(
    Effect.map(Effect.context<never>(), (context) => {
      const ignore = () => {};
      const lag = monitorEventLoopDelay({ resolution: 20 });
      lag.enable();
      const readLag = () => {
        const longest = lag.max / 1e9;
        lag.reset();
        return longest;
      };
      const gauges: ReadonlyArray<readonly [ProcessMetricName, () => number]> = [
        ["process_start_time_seconds", () => performance.timeOrigin / 1000],
        ["process_resident_memory_bytes", () => memoryUsage.rss()],
        ["nodejs_heap_used_bytes", () => memoryUsage().heapUsed],
        ["nodejs_eventloop_lag_max_seconds", readLag],
      ];
      const counters: ReadonlyArray<readonly [ProcessMetricName, () => number]> = [
        ["process_cpu_seconds_total", () => (cpuUsage().user + cpuUsage().system) / 1e6],
        ["nodejs_eventloop_active_seconds_total", () => performance.eventLoopUtilization().active / 1000],
      ];
      const registrations = [
        ...gauges.map(([name, value]) =>
          Metric.registerUnsafe(gauge(name), context, {
            get: () => ({ value: value() }),
            update: ignore,
            modify: ignore,
          }),
        ),
        ...counters.map(([name, value]) =>
          Metric.registerUnsafe(counter(name), context, {
            get: () => ({ count: value(), incremental: true }),
            update: ignore,
            modify: ignore,
          }),
        ),
      ];
      return { lag, registrations };
    }),
    ({ lag, registrations }) =>
      Effect.sync(() => {
        lag.disable();
        for (const registration of registrations) registration.remove();
      }),
  ),
);
