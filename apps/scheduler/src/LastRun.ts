import type { RunStatus } from "@trialflow/schema";
import { Clock, Effect, Ref } from "effect";

/** How the newest run of this process ended. */
export interface LastRun {
  /** Null when it failed before it stood in the ledger, or was stopped before its id was known. */
  readonly runId: string | null;
  readonly status: RunStatus;
  /** ISO 8601 in UTC. */
  readonly finishedAt: string;
}

/** Remembers the newest run; empty until one has ended. */
export type LastRunRef = Ref.Ref<LastRun | null>;

/** Notes the end of a run. */
export const noteRun = (lastRun: LastRunRef, runId: string | null, status: RunStatus): Effect.Effect<void> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    Ref.set(lastRun, { runId, status, finishedAt: new Date(now).toISOString() }),
  );
