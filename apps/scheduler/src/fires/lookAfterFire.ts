import type { Database, DatabaseError } from "@trialflow/database";
import { type Fire, noteRun, type Schedule } from "@trialflow/operations";
import { type Program, readHeartbeat } from "@trialflow/pipeline";
import { Clock, Duration, Effect } from "effect";
import { SourceDatabases } from "../engine/SourceDatabases.ts";
import { TurnQueue, type TurnQueueError } from "../engine/TurnQueue.ts";
import { settle } from "./endRun.ts";
import { payloadOf } from "./payloadOf.ts";

/** A run without a sign of life for so long has lost its turn: it gets another one. Longer than any fail-over takes. */
const lostAfter = Duration.seconds(60);

/** Runs whose first turn this process has seen into the queue. */
const offered = new Set<string>();

/**
 * Looks after a fire that is under way: sees that its run has a turn in the queue, and ends it when people want it to stop or when its time is
 * over. Any scheduler may do so, and several at once: the first end counts.
 *
 * Gives the fire when it was ended here, otherwise null.
 */
export const lookAfterFire = (
  fire: Fire,
  schedule: Schedule,
): Effect.Effect<Fire | null, DatabaseError | TurnQueueError, TurnQueue | SourceDatabases | Database | Program> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    const run = payloadOf(fire, schedule);
    const startedAt = (fire.startedAt ?? fire.createdAt).getTime();
    if (fire.status === "cancelling") {
      return yield* settle(run, {
        fire: "cancelled",
        run: "cancelled",
        reason: fire.reason ?? "cancelled",
        isAtOnce: true,
      });
    }
    if (now - startedAt > Duration.toMillis(schedule.timeout)) {
      return yield* settle(run, {
        fire: "timed_out",
        run: "failed",
        reason: `It was not done within ${Duration.format(schedule.timeout)}, the time-out of the schedule. What its finished steps did is kept; let it go on with: trialflow runs resume ${fire.fireId}`,
        isAtOnce: true,
      });
    }
    const queue = yield* TurnQueue;
    const key = `${fire.fireId}/${fire.resumedCount}`;
    if (!offered.has(key)) {
      yield* queue.offer({ run, turn: 0 });
      // Who asks what a fire does finds its steps while they are under way, also in the database of another source.
      yield* noteRun(fire.fireId, run.runId);
      offered.add(key);
      return null;
    }
    const databases = yield* SourceDatabases;
    const heartbeat = yield* databases.on(schedule.database, readHeartbeat(fire.fireId));
    const lastSign = Math.max(heartbeat?.getTime() ?? 0, startedAt);
    if (now - lastSign > Duration.toMillis(lostAfter)) {
      const round = Math.floor(now / Duration.toMillis(lostAfter));
      yield* queue.offer({ run, turn: 0 }, `/lost-${round}`);
    }
    return null;
  });
