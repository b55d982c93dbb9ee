export { layerProcessMetrics } from "./layerProcessMetrics.ts";
export type { MetricDeclaration, MetricType } from "./MetricDeclaration.ts";
export {
  type LedgerMetricName,
  ledgerMetricNames,
  type MetricLabel,
  type MetricName,
  metricNames,
} from "./metricNames.ts";
export { type ProcessMetricName, processMetricNames } from "./processMetricNames.ts";
export { readScheduleMetrics } from "./readScheduleMetrics.ts";
export { readWarehouseMetrics } from "./readWarehouseMetrics.ts";
export { processMetricsText, renderProcessMetrics } from "./renderProcessMetrics.ts";
export { type LedgerScrape, renderPrometheus, type WarehouseScrape } from "./renderPrometheus.ts";
export { prometheusContentType } from "./renderSamples.ts";
export type * from "./ScheduleMetrics.ts";
export { scrapeSchedules, scrapeWarehouse } from "./scrapeWarehouse.ts";
export type * from "./WarehouseMetrics.ts";
