import { spawnSync } from "node:child_process";
import { Duration, Effect, Layer, Metric } from "effect";
import { expect, test } from "vitest";
import { layerProcessMetrics, processMetricNames, processMetricsText } from "../../src/index.ts";
import { parseExposition } from "./support/parseExposition.ts";

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

/** Runs with a registry of its own, so that tests do not see each other's metrics. */
const inOwnRegistry = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provideService(effect, Metric.MetricRegistry, new Map()));

const waits = Metric.timer("waits", { description: "How long somebody waited." });

const measured = Effect.gen(function* () {
  yield* Metric.update(Metric.gauge("hands", { description: "Hands." }), 4);
  yield* Metric.update(Metric.withAttributes(Metric.gauge("hands"), { type: 'a"b' }), 2);
  yield* Metric.update(waits, Duration.millis(1500));
  yield* Metric.update(Metric.counter("rises", { incremental: true }), 2);
  yield* Metric.update(Metric.counter("may fall"), -2);
  yield* Metric.update(Metric.frequency("words"), "hello");
  return yield* processMetricsText;
});

test("gauges come with their meaning and labels, timers in seconds with that unit in the name", async () => {
  const text = await inOwnRegistry(measured);
  const series = parseExposition(text);
  expect(text).toContain("# HELP waits_seconds How long somebody waited.\n# TYPE waits_seconds histogram\n");
  expect(text).toContain("# TYPE hands gauge\n");
  expect(series.get("hands")).toBe(4);
  expect(series.get('hands{type="a\\"b"}')).toBe(2);
  expect(series.get("waits_seconds_sum")).toBe(1.5);
  expect(series.get('waits_seconds_bucket{le="1.024"}')).toBe(0);
  expect(series.get('waits_seconds_bucket{le="2.048"}')).toBe(1);
});

test("what nobody declared is rendered, too; only what cannot fall is a counter", async () => {
  const text = await inOwnRegistry(measured);
  expect(text).toContain("# TYPE rises counter\nrises 2\n");
  expect(text).toContain("# TYPE may_fall gauge\nmay_fall -2\n");
  expect(text).toContain('# TYPE words counter\nwords{key="hello"} 1\n');
});

test("the layer measures this process as long as it lives, and leaves nothing behind", async () => {
  const [during, after] = await inOwnRegistry(
    Effect.gen(function* () {
      const scope = yield* Effect.scoped(
        Effect.gen(function* () {
          yield* Layer.build(layerProcessMetrics);
          // The timer that measures has to have begun.
          yield* Effect.sleep("60 millis");
          const until = performance.now() + 120;
          while (performance.now() < until);
          yield* Effect.sleep("60 millis");
          return parseExposition(yield* processMetricsText);
        }),
      );
      return [scope, yield* processMetricsText] as const;
    }),
  );
  expect([...during.keys()].sort()).toEqual(Object.keys(processMetricNames).sort());
  expect(during.get("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  expect(during.get("nodejs_heap_used_bytes")).toBeGreaterThan(1_000_000);
  expect(during.get("process_cpu_seconds_total")).toBeGreaterThan(0.05);
  expect(during.get("nodejs_eventloop_lag_max_seconds")).toBeGreaterThan(0.05);
  expect((during.get("process_start_time_seconds") ?? 0) * 1000).toBeLessThan(Date.now());
  expect(after).toBe("");
});

test.skipIf(!hasPromtool)("promtool finds nothing wrong", async () => {
  const text = await inOwnRegistry(
    Effect.andThen(
      Metric.update(waits, Duration.millis(1500)),
      Effect.scoped(Effect.andThen(Layer.build(layerProcessMetrics), processMetricsText)),
    ),
  );
  const { stdout, stderr, status } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
  expect(`${stdout}${stderr}`).toBe("");
  expect(status).toBe(0);
});
