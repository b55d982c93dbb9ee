import { histogramSamples, type Sample, sample, sampleIfKnown } from "./Sample.ts";
import type { LoadFacts, ServerFacts, WarehouseMetrics } from "./WarehouseMetrics.ts";

const entries = <Key extends string, Value>(record: Readonly<Record<Key, Value>>) =>
  Object.entries(record) as unknown as ReadonlyArray<[Key, Value]>;

const runSamples = ({ source, readAt, runs, lastRun, lastSuccessAt, oldestHeartbeatAt, steps }: WarehouseMetrics) => [
  sample(
    "trialflow_runs_started_total",
    { source },
    Object.values(runs).reduce((sum, count) => sum + count, 0),
  ),
  ...entries(runs).map(([status, count]) => sample("trialflow_runs", { source, status }, count)),
  ...(lastRun === null
    ? []
    : [
        ...entries(runs).map(([status]) =>
          sample("trialflow_last_run_status", { source, status }, status === lastRun.status ? 1 : 0),
        ),
        sample("trialflow_last_run_timestamp_seconds", { source }, lastRun.finishedAt),
        sample("trialflow_last_run_duration_seconds", { source }, lastRun.durationSeconds),
      ]),
  ...sampleIfKnown("trialflow_last_success_timestamp_seconds", { source }, lastSuccessAt),
  ...sampleIfKnown("trialflow_success_age_seconds", { source }, lastSuccessAt === null ? null : readAt - lastSuccessAt),
  // Written by another scheduler, whose clock may be ahead.
  sample(
    "trialflow_run_silence_seconds",
    { source },
    oldestHeartbeatAt === null ? 0 : Math.max(0, readAt - oldestHeartbeatAt),
  ),
  ...steps.flatMap(({ step, status, count, durations }) => [
    sample("trialflow_steps", { source, step, status }, count),
    ...(durations === null
      ? []
      : histogramSamples("trialflow_step_duration_seconds", { source, step, status }, durations)),
  ]),
];

const loadSamples = (source: string, loads: LoadFacts) => [
  ...entries(loads.loads).map(([extent, count]) => sample("trialflow_loads_total", { source, extent }, count)),
  sample("trialflow_loaded_bytes_total", { source }, loads.bytes),
  sample("trialflow_rows_read_total", { source }, loads.read),
  ...(["new", "changed", "unchanged", "duplicate", "rejected"] as const).map((outcome) =>
    sample("trialflow_rows_total", { source, outcome }, loads[outcome]),
  ),
  sample("trialflow_rows_vanished_total", { source }, loads.vanished),
  ...sampleIfKnown("trialflow_last_load_rejected_ratio", { source }, loads.lastRejectedRatio),
  ...sampleIfKnown("trialflow_usual_load_rejected_ratio", { source }, loads.usualRejectedRatio),
];

const qualitySamples = ({ source, rejects, verdicts, lastVerdict, checks }: WarehouseMetrics) => [
  ...rejects.flatMap(({ reason, ever, states }) => [
    sample("trialflow_rejects_total", { source, reason }, ever),
    ...entries(states).map(([state, count]) =>
      sample("trialflow_quarantine_rejects", { source, reason, state }, count),
    ),
  ]),
  ...entries(verdicts).map(([verdict, count]) => sample("trialflow_check_runs_total", { source, verdict }, count)),
  sample("trialflow_gate_closed", { source }, lastVerdict === "failed" ? 1 : 0),
  ...[...Map.groupBy(checks, ({ severity, result }) => `${severity} ${result}`).values()].map((found) => {
    const { severity, result } = found[0] as (typeof checks)[number];
    return sample("trialflow_checks", { source, severity, result }, found.length);
  }),
  ...checks.map(({ check, severity, failedRows }) =>
    sample("trialflow_check_failed_rows", { source, check, severity }, failedRows),
  ),
];

const publicationSamples = ({ source, readAt, publication, tableRows }: WarehouseMetrics) => [
  ...(publication === null
    ? []
    : [
        sample("trialflow_snapshot_timestamp_seconds", { source }, publication.snapshotAt),
        sample("trialflow_snapshot_age_seconds", { source }, readAt - publication.snapshotAt),
        sample("trialflow_publication_timestamp_seconds", { source }, publication.publishedAt),
        sample("trialflow_publication_age_seconds", { source }, readAt - publication.publishedAt),
        sample("trialflow_publication_lag_seconds", { source }, publication.publishedAt - publication.snapshotAt),
      ]),
  ...entries(tableRows).map(([table, rows]) => sample("trialflow_table_rows", { source, table }, rows)),
];

const serverSamples = (source: string, server: ServerFacts) => [
  sample("trialflow_database_size_bytes", { source }, server.sizeBytes),
  ...entries(server.schemaBytes).map(([schema, bytes]) =>
    sample("trialflow_schema_size_bytes", { source, schema }, bytes),
  ),
  ...entries(server.connections).map(([application, count]) =>
    sample("trialflow_database_connections", { source, application }, count),
  ),
  sample("trialflow_database_max_connections", { source }, server.maxConnections),
  sample("trialflow_database_transactions_total", { source, result: "committed" }, server.committed),
  sample("trialflow_database_transactions_total", { source, result: "rolled_back" }, server.rolledBack),
  sample("trialflow_database_blocks_total", { source, result: "hit" }, server.blocksHit),
  sample("trialflow_database_blocks_total", { source, result: "read" }, server.blocksRead),
  sample("trialflow_database_temporary_bytes_total", { source }, server.temporaryBytes),
  sample("trialflow_database_deadlocks_total", { source }, server.deadlocks),
  sample("trialflow_audit_entries_total", { source }, server.auditEntries),
];

/** Gives the lines of a source's warehouse. */
export const warehouseSamples = (metrics: WarehouseMetrics): ReadonlyArray<Sample> => [
  ...runSamples(metrics),
  ...loadSamples(metrics.source, metrics.loads),
  ...qualitySamples(metrics),
  ...publicationSamples(metrics),
  ...serverSamples(metrics.source, metrics.server),
];
