import type { MetricDeclarations } from "./MetricDeclaration.ts";

/** Declares what the server says of a warehouse's database. */
export const databaseMetricNames = {
  trialflow_database_up: {
    type: "gauge",
    help: "1 when the source's database answered this scrape, 0 when it did not.",
    labels: ["source"],
  },
  trialflow_scrape_duration_seconds: {
    type: "gauge",
    help: "How long the source's database took to answer this scrape.",
    labels: ["source"],
  },
  trialflow_database_size_bytes: { type: "gauge", help: "Size of the database on disk.", labels: ["source"] },
  trialflow_schema_size_bytes: {
    type: "gauge",
    help: "Size of a schema's tables with their indexes.",
    labels: ["source", "schema"],
  },
  trialflow_database_connections: {
    type: "gauge",
    help: "Sessions on the database, by the name that their program gave: trialflow (its programs) or other.",
    labels: ["source", "application"],
  },
  trialflow_database_max_connections: {
    type: "gauge",
    help: "How many sessions the server admits.",
    labels: ["source"],
  },
  trialflow_database_transactions_total: {
    type: "counter",
    help: "Transactions on the database by how they ended.",
    labels: ["source", "result"],
  },
  trialflow_database_blocks_total: {
    type: "counter",
    help: "Blocks that the server found in its cache (hit) or asked the system for (read).",
    labels: ["source", "result"],
  },
  trialflow_database_temporary_bytes_total: {
    type: "counter",
    help: "What statements wrote to temporary files.",
    labels: ["source"],
  },
  trialflow_database_deadlocks_total: { type: "counter", help: "Deadlocks on the database.", labels: ["source"] },
  trialflow_audit_entries_total: { type: "counter", help: "Entries of the audit log.", labels: ["source"] },
} as const satisfies MetricDeclarations;
