import type { MetricLabel, MetricName } from "./metricNames.ts";

/** One line of an exposition. `suffix` is empty except for the lines of a histogram. */
export interface Sample {
  readonly name: string;
  readonly suffix: "" | "_bucket" | "_sum" | "_count";
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Builds a line of a counter or gauge; the compiler checks that the metric is declared and has exactly these labels. */
export const sample = <Name extends MetricName>(
  name: Name,
  labels: Readonly<Record<MetricLabel<Name>, string>>,
  value: number,
): Sample => ({ name, suffix: "", labels, value });

/** Builds the line when there is a value, else none: Prometheus knows no null, only an absent line. */
export const sampleIfKnown = <Name extends MetricName>(
  name: Name,
  labels: Readonly<Record<MetricLabel<Name>, string>>,
  value: number | null,
): ReadonlyArray<Sample> => (value === null ? [] : [sample(name, labels, value)]);

/** Durations in buckets: how many lie at or below each bound (cumulative), how many there are, and their sum. */
export interface Durations {
  readonly bounds: ReadonlyArray<number>;
  readonly atMost: ReadonlyArray<number>;
  readonly count: number;
  readonly sum: number;
}

/** Builds the lines of a histogram; bounds and sum in seconds. */
export const histogramSamples = (
  name: string,
  labels: Readonly<Record<string, string>>,
  { bounds, atMost, count, sum }: Durations,
): ReadonlyArray<Sample> => [
  ...bounds.map((bound, index): Sample => {
    return { name, suffix: "_bucket", labels: { ...labels, le: String(bound) }, value: atMost[index] ?? count };
  }),
  { name, suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
  { name, suffix: "_sum", labels, value: sum },
  { name, suffix: "_count", labels, value: count },
];
