import type { MetricDeclarations } from "./MetricDeclaration.ts";

/** Declares what the ledger says of rows, rejects, checks and what is published. */
export const dataMetricNames = {
  trialflow_loads_total: { type: "counter", help: "Accepted files.", labels: ["source", "extent"] },
  trialflow_loaded_bytes_total: { type: "counter", help: "Size of the accepted files.", labels: ["source"] },
  trialflow_rows_read_total: {
    type: "counter",
    help: "Rows of the accepted files: the sum of trialflow_rows_total over its outcomes.",
    labels: ["source"],
  },
  trialflow_rows_total: {
    type: "counter",
    help: "Rows by what they were: new, changed, unchanged, duplicate or rejected.",
    labels: ["source", "outcome"],
  },
  trialflow_rows_vanished_total: {
    type: "counter",
    help: "Trials that a snapshot did not state any more.",
    labels: ["source"],
  },
  trialflow_last_load_rejected_ratio: {
    type: "gauge",
    help: "Share of the newest file's rows of which something was set aside, 0 to 1.",
    labels: ["source"],
  },
  trialflow_usual_load_rejected_ratio: {
    type: "gauge",
    help: "Median of that share over up to 20 files of the same extent before; absent with fewer than 3.",
    labels: ["source"],
  },
  trialflow_rejects_total: {
    type: "counter",
    help: "Rows, records and fields that were ever set aside, by reason code.",
    labels: ["source", "reason"],
  },
  trialflow_quarantine_rejects: {
    type: "gauge",
    help: "Rejects by reason code and present state: open, waived, resolved or superseded.",
    labels: ["source", "reason", "state"],
  },
  trialflow_check_runs_total: {
    type: "counter",
    help: "Executions of the suite of checks by verdict.",
    labels: ["source", "verdict"],
  },
  trialflow_checks: {
    type: "gauge",
    help: "Checks of the newest execution by severity and result.",
    labels: ["source", "severity", "result"],
  },
  trialflow_check_failed_rows: {
    type: "gauge",
    help: "Rows that break a check in the newest execution.",
    labels: ["source", "check", "severity"],
  },
  trialflow_gate_closed: {
    type: "gauge",
    help: "1 while the newest verdict is failed, so that nothing is published.",
    labels: ["source"],
  },
  trialflow_snapshot_timestamp_seconds: {
    type: "gauge",
    help: "Of when the published data are: the snapshot's date or its file's time, in seconds since 1970.",
    labels: ["source"],
  },
  trialflow_snapshot_age_seconds: {
    type: "gauge",
    help: "Seconds since the moment that the published data are of.",
    labels: ["source"],
  },
  trialflow_publication_timestamp_seconds: {
    type: "gauge",
    help: "When something was last published, in seconds since 1970.",
    labels: ["source"],
  },
  trialflow_publication_age_seconds: {
    type: "gauge",
    help: "Seconds since something was last published.",
    labels: ["source"],
  },
  trialflow_publication_lag_seconds: {
    type: "gauge",
    help: "How much later the published data were published than they are of.",
    labels: ["source"],
  },
  trialflow_table_rows: {
    type: "gauge",
    help: "Rows per table of analytics, as counted by the newest publication.",
    labels: ["source", "table"],
  },
} as const satisfies MetricDeclarations;
