import { ledgerMetricNames } from "./metricNames.ts";
import { renderSamples } from "./renderSamples.ts";
import { type Sample, sample } from "./Sample.ts";
import type { ScheduleMetrics } from "./ScheduleMetrics.ts";
import { scheduleSamples } from "./scheduleSamples.ts";
import type { WarehouseMetrics } from "./WarehouseMetrics.ts";
import { warehouseSamples } from "./warehouseSamples.ts";

/** What came of asking a source's database; `metrics` is null when it did not answer. */
export interface WarehouseScrape {
  readonly source: string;
  readonly durationSeconds: number;
  readonly metrics: WarehouseMetrics | null;
}

/** What is to be exported, at one moment. */
export interface LedgerScrape {
  /** One per source, whatever the database. */
  readonly warehouses: ReadonlyArray<WarehouseScrape>;
  /** Null when the schedulers' database did not answer. */
  readonly schedules: ScheduleMetrics | null;
}

/**
 * Renders what the ledgers say in Prometheus' text format.
 *
 * Not effect/observability's PrometheusMetrics: that one renders the registry of the process, whose counters begin at 0 with each
 * start and on each scheduler. These are functions of the ledger: the same from every scheduler, and after a restart they go on
 * where they were.
 */
export const renderPrometheus = ({ warehouses, schedules }: LedgerScrape): string => {
  const samples: ReadonlyArray<Sample> = [
    ...warehouses.flatMap(({ source, durationSeconds, metrics }) => [
      sample("trialflow_database_up", { source }, metrics === null ? 0 : 1),
      sample("trialflow_scrape_duration_seconds", { source }, durationSeconds),
      ...(metrics === null ? [] : warehouseSamples(metrics)),
    ]),
    ...(schedules === null ? [] : scheduleSamples(schedules)),
  ];
  return renderSamples(ledgerMetricNames, samples);
};
