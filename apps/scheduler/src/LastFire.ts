import type { Fire } from "@trialflow/operations";
import { Effect, Ref } from "effect";

/** How the newest fire ended that ended under this scheduler's eyes. */
export interface LastFire {
  readonly fireId: string;
  readonly schedule: string;
  readonly status: Fire["status"];
  /** ISO 8601 in UTC. */
  readonly finishedAt: string;
}

/** Remembers the newest fire; empty until one has ended. */
export type LastFireRef = Ref.Ref<LastFire | null>;

/** Notes fires that have ended. */
export const noteFires = (lastFire: LastFireRef, ended: ReadonlyArray<Fire>): Effect.Effect<void> => {
  const newest = ended.at(-1);
  if (newest === undefined) return Effect.void;
  const { fireId, schedule, status, finishedAt } = newest;
  return Ref.set(lastFire, { fireId, schedule, status, finishedAt: (finishedAt ?? new Date(0)).toISOString() });
};
