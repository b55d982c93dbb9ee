import type { LoadReport, RunReport } from "@trialflow/pipeline";
import type { CheckResult, SuiteReport } from "@trialflow/quality";

export const load: LoadReport = {
  file: "trials.csv",
  origin: "file",
  extent: "snapshot",
  uri: "/data/trials.csv",
  sha256: "0".repeat(64),
  status: "loaded",
  loadId: 1,
  snapshotDate: null,
  read: 5783,
  new: 5000,
  changed: 700,
  unchanged: 70,
  duplicate: 10,
  rejected: 3,
  vanished: 4,
};

export const checkResult: CheckResult = {
  name: "title_is_unique",
  table: "staging.trials",
  kind: "unique",
  severity: "warn",
  status: "passed",
  description: "No two trials have the same title.",
  checkedCount: 5783,
  failedCount: 0,
  share: 0,
  tolerance: {},
  observed: null,
  sample: [],
  durationMs: 3,
};

export const suiteReport: SuiteReport = {
  checkRunId: "c",
  runId: "r",
  loadId: 1,
  suite: "trials",
  suiteVersion: "1",
  verdict: "warned",
  startedAt: "2020-09-01T00:00:00.000Z",
  durationMs: 30,
  results: [
    checkResult,
    { ...checkResult, name: "many_are_placed", status: "warned", failedCount: 12, share: 12 / 5783 },
    {
      ...checkResult,
      name: "half_is_there",
      status: "failed",
      severity: "error",
      observed: 0.12345,
      failedCount: 1,
      checkedCount: 1,
    },
  ],
};

export const report: RunReport = {
  runId: "0b6e2a52-5a4f-4f43-a6b7-5c1e0b6f7c11",
  status: "succeeded",
  loads: [load],
  steps: [
    {
      name: "load",
      subject: "trials.csv",
      status: "succeeded",
      rowsIn: 5783,
      rowsOut: 5780,
      rejected: 3,
      durationMs: 900,
    },
    { name: "transform", subject: "s", status: "succeeded", rowsIn: 5770, rowsOut: 5769, rejected: 1, durationMs: 900 },
  ],
  checks: suiteReport,
  published: { trials: 5769, countries: 116 },
  vocabularyNews: [{ reason: "unknown_country", field: "locations", value: "Atlantis", count: 2, share: 0.02 }],
  rejects: [
    { reason: "bad_date", field: "start_date", count: 7 },
    { reason: "wrong_cell_count", field: null, count: 3 },
  ],
  durationMs: 2400,
};
