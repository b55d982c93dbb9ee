import { Effect, Schema } from "effect";
import type { StandingAlert } from "../../../src/alerts/Alert.ts";
import { type Fire, Schedule, type ScheduleEntry } from "../../../src/index.ts";

/** A moment of a day of June, in hours. */
export const at = (hours: number): Date => new Date(Date.UTC(2026, 5, 1) + hours * 3_600_000);

export const scheduleOf = (entry: Partial<ScheduleEntry> = {}): Schedule =>
  Effect.runSync(Schema.decodeUnknownEffect(Schedule)({ name: "nightly", ...entry }));

let fires = 0;

/** A fire that began an hour before its end. */
export const fireOf = (status: Fire["status"], end: number | null, fields: Partial<Fire> = {}): Fire => {
  fires += 1;
  const fireId = `${String(fires).padStart(8, "0")}-0000-4000-8000-000000000000`;
  return {
    fireId,
    schedule: "nightly",
    source: "ctgov-covid19",
    kind: "tick",
    scheduledAt: at((end ?? 1) - 1),
    status,
    reason: status === "failed" ? "the file is torn. Fetch it again" : null,
    requestedBy: null,
    attempts: [],
    resumedCount: 0,
    runId: fireId,
    runner: "a",
    createdAt: at((end ?? 1) - 1),
    startedAt: at((end ?? 1) - 1),
    finishedAt: end === null ? null : at(end),
    ...fields,
  };
};

/** How an alert stands in the ledger. */
export const standingOf = (fields: Partial<StandingAlert> = {}): StandingAlert => ({
  alertKey: "run_failed/x/0",
  kind: "run_failed",
  severity: "critical",
  schedule: "nightly",
  source: "ctgov-covid19",
  runId: null,
  title: "nightly failed",
  message: "m",
  details: {},
  since: at(0),
  raisedAt: at(0),
  resolvedAt: null,
  ...fields,
});
