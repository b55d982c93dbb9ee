import { Effect, Metric } from "effect";
import type { MetricDeclaration } from "./MetricDeclaration.ts";
import { processMetricNames } from "./processMetricNames.ts";
import { renderSamples } from "./renderSamples.ts";
import { histogramSamples, type Sample } from "./Sample.ts";

type Snapshot = Metric.Metric.Snapshot;

/** Effect's timers count milliseconds and say so in an attribute; Prometheus wants seconds and the unit in the name. */
const isTimer = ({ attributes }: Snapshot): boolean => attributes?.["time_unit"] === "milliseconds";

const nameOf = (snapshot: Snapshot): string => {
  const name = snapshot.id.replaceAll(/[^a-zA-Z0-9_:]/g, "_").replace(/^(?=\d)/, "_");
  return isTimer(snapshot) ? `${name}_seconds` : name;
};

const labelsOf = ({ attributes = {} }: Snapshot): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => key !== "unit" && key !== "time_unit")
      .map(([key, value]) => [key.replaceAll(/[^a-zA-Z0-9_]/g, "_").replace(/^(?=\d)/, "_"), value]),
  );

const samplesOf = (snapshot: Snapshot): ReadonlyArray<Sample> => {
  const name = nameOf(snapshot);
  const labels = labelsOf(snapshot);
  const line = (value: number | bigint, more: Readonly<Record<string, string>> = {}): Sample => {
    return { name, suffix: "", labels: { ...labels, ...more }, value: Number(value) };
  };
  switch (snapshot.type) {
    case "Counter":
      return [line(snapshot.state.count)];
    case "Gauge":
      return [line(snapshot.state.value)];
    case "Frequency":
      return [...snapshot.state.occurrences].map(([key, count]) => line(count, { key }));
    case "Histogram": {
      const unit = isTimer(snapshot) ? 1000 : 1;
      const { buckets, count, sum } = snapshot.state;
      const finite = buckets.filter(([bound]) => Number.isFinite(bound));
      return histogramSamples(name, labels, {
        bounds: finite.map(([bound]) => bound / unit),
        atMost: finite.map(([, atMost]) => atMost),
        count,
        sum: sum / unit,
      });
    }
    // A summary's quantiles cannot be added up over several schedulers: it is read as count and sum.
    case "Summary":
      return [
        { name, suffix: "_sum", labels, value: snapshot.state.sum },
        { name, suffix: "_count", labels, value: snapshot.state.count },
      ];
  }
};

/** The type of what nobody declared. A counter of Effect may fall unless it is incremental, and Prometheus' may not. */
const undeclared = (snapshot: Snapshot): MetricDeclaration => ({
  type:
    snapshot.type === "Histogram"
      ? "histogram"
      : snapshot.type === "Frequency" || (snapshot.type === "Counter" && snapshot.state.incremental)
        ? "counter"
        : "gauge",
  help: snapshot.description ?? "A metric of the process.",
  labels: [],
});

/**
 * Renders a snapshot of Effect's registry in Prometheus' text format: what `layerProcessMetrics` puts there, and whatever else is
 * in it.
 *
 * Not effect/observability's PrometheusMetrics: it gives metrics without a description no HELP, counts timers in milliseconds
 * without saying so in the name, and calls counters that may fall counters.
 */
export const renderProcessMetrics = (snapshots: ReadonlyArray<Snapshot>): string => {
  const found = Object.fromEntries(snapshots.map((snapshot) => [nameOf(snapshot), undeclared(snapshot)]));
  return renderSamples({ ...found, ...processMetricNames }, snapshots.flatMap(samplesOf));
};

/** Renders the registry of the current context. */
export const processMetricsText: Effect.Effect<string> = Effect.map(Metric.snapshot, renderProcessMetrics);
