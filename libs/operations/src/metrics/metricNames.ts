import { databaseMetricNames } from "./databaseMetricNames.ts";
import { dataMetricNames } from "./dataMetricNames.ts";
import { processMetricNames } from "./processMetricNames.ts";
import { runMetricNames } from "./runMetricNames.ts";
import { scheduleMetricNames } from "./scheduleMetricNames.ts";

/** What `renderPrometheus` exports: the same numbers from every scheduler, since they come from the ledger. */
export const ledgerMetricNames = {
  ...runMetricNames,
  ...dataMetricNames,
  ...databaseMetricNames,
  ...scheduleMetricNames,
} as const;

/** Declares every metric of the program: what the renderers write, and dashboards, alert rules and docs may name. */
export const metricNames = { ...ledgerMetricNames, ...processMetricNames } as const;

export type LedgerMetricName = keyof typeof ledgerMetricNames;
export type MetricName = keyof typeof metricNames;
/** The labels of a metric: `MetricLabel<"trialflow_runs">` is `"source" | "status"`. */
export type MetricLabel<Name extends MetricName> = (typeof metricNames)[Name]["labels"][number];
