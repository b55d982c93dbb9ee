import type { LastRun } from "./LastRun.ts";

/** What `/healthz` answers, as JSON. Moments are ISO 8601 in UTC. */
export interface Health {
  /** `degraded`: the database does not answer, or the last run did not do its work. */
  readonly status: "ok" | "degraded";
  readonly startedAt: string;
  readonly nextRunAt: string;
  /** The newest run of this process; null until one has ended. */
  readonly lastRun: LastRun | null;
  readonly database: "ok" | "unreachable";
}

/** Judges the health of the scheduler by what is known of it; times in milliseconds since the epoch. */
export const health = (facts: {
  readonly startedAt: number;
  readonly nextRunAt: number;
  readonly lastRun: LastRun | null;
  readonly isDatabaseAnswering: boolean;
}): Health => {
  const { startedAt, nextRunAt, lastRun, isDatabaseAnswering } = facts;
  const isDone = lastRun === null || lastRun.status === "succeeded" || lastRun.status === "unchanged";
  return {
    status: isDatabaseAnswering && isDone ? "ok" : "degraded",
    startedAt: new Date(startedAt).toISOString(),
    nextRunAt: new Date(nextRunAt).toISOString(),
    lastRun,
    database: isDatabaseAnswering ? "ok" : "unreachable",
  };
};
