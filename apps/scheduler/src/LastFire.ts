import type { Database, DatabaseError } from "@trialflow/database";
import { type Fire, readLastEndedFire } from "@trialflow/operations";
import { Effect } from "effect";

/** How the newest fire ended that came to an end, under whichever scheduler. */
export interface LastFire {
  readonly fireId: string;
  readonly schedule: string;
  readonly status: Fire["status"];
  /** ISO 8601 in UTC. */
  readonly finishedAt: string;
}

/** Reads the newest fire that has ended; null before the first. */
export const readLastFire: Effect.Effect<LastFire | null, DatabaseError, Database> = Effect.map(
  readLastEndedFire,
  (fire) =>
    fire === null
      ? null
      : {
          fireId: fire.fireId,
          schedule: fire.schedule,
          status: fire.status,
          finishedAt: (fire.finishedAt ?? fire.createdAt).toISOString(),
        },
);
