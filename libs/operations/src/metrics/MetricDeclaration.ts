/** How Prometheus reads a metric: a counter only grows, a gauge may fall, a histogram counts durations per bucket. */
export type MetricType = "counter" | "gauge" | "histogram";

/** What a metric is. Its name says the unit: `_seconds`, `_bytes`, `_ratio`; `_total` marks a counter. */
export interface MetricDeclaration {
  readonly type: MetricType;
  /** One sentence for the HELP line and for docs/monitoring.md. */
  readonly help: string;
  readonly labels: ReadonlyArray<string>;
}

export type MetricDeclarations = Readonly<Record<string, MetricDeclaration>>;
