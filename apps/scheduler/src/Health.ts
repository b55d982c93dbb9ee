import type { LastFire } from "./LastFire.ts";

/** What `/healthz` answers, as JSON. Moments are ISO 8601 in UTC. */
export interface Health {
  /** `degraded`: the database does not answer, or the last fire did not do its work. */
  readonly status: "ok" | "degraded";
  readonly startedAt: string;
  /** Null when no schedule is enabled. */
  readonly nextTickAt: string | null;
  /** The newest fire that this process saw end; null until one has. */
  readonly lastFire: LastFire | null;
  readonly database: "ok" | "unreachable";
}

/** Judges the health of the scheduler by what is known of it. */
export const health = (facts: {
  readonly startedAt: Date;
  readonly nextTickAt: Date | null;
  readonly lastFire: LastFire | null;
  readonly isDatabaseAnswering: boolean;
}): Health => {
  const { startedAt, nextTickAt, lastFire, isDatabaseAnswering } = facts;
  const isDone = lastFire === null || lastFire.status === "succeeded" || lastFire.status === "unchanged";
  return {
    status: isDatabaseAnswering && isDone ? "ok" : "degraded",
    startedAt: startedAt.toISOString(),
    nextTickAt: nextTickAt?.toISOString() ?? null,
    lastFire,
    database: isDatabaseAnswering ? "ok" : "unreachable",
  };
};
