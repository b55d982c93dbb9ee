import { defaultSource, type WarehouseStatus } from "@trialflow/pipeline";
import type { LoadedEntry, StatusDocument } from "./StatusDocument.ts";

/** Describes a load of the ledger. */
export const describeLoad = (load: NonNullable<WarehouseStatus["published"]>): LoadedEntry => ({
  loadId: load.load_id,
  file: load.file_name,
  origin: load.origin,
  uri: load.uri,
  sha256: load.sha256,
  snapshotDate: load.snapshot_date,
  read: load.rows_read,
  loadedAt: load.loaded_at,
});

/** A status in which nothing is known. */
export const emptyStatus: StatusDocument = {
  status: "empty",
  database: null,
  source: defaultSource,
  loadedLoadId: null,
  stagedLoadId: null,
  checkedLoadId: null,
  published: null,
  publishedAt: null,
  publishedRows: {},
  verdict: null,
  rejects: [],
  runs: [],
};

/** Makes the document of `status` from what the ledger says. */
export const describeStatus = (status: WarehouseStatus): StatusDocument => {
  const { database, state, published, publishedRows, verdict, rejects, runs } = status;
  return {
    status: "ready",
    database,
    source: state.source,
    loadedLoadId: state.loaded_load_id,
    stagedLoadId: state.staged_load_id,
    checkedLoadId: state.checked_load_id,
    published: published === null ? null : describeLoad(published),
    publishedAt: state.published_at,
    publishedRows,
    verdict,
    rejects,
    runs: runs.map((run) => ({
      runId: run.run_id,
      program: run.program,
      status: run.status,
      startedAt: run.started_at,
      finishedAt: run.finished_at,
      error: run.error,
    })),
  };
};
