import { type Database, type DatabaseError, endLockHolders } from "@trialflow/database";
import type { Fire, Schedule } from "@trialflow/operations";
import { type Program, readHeartbeat, stepLock } from "@trialflow/pipeline";
import { Clock, Duration, Effect } from "effect";
import { SourceDatabases } from "../engine/SourceDatabases.ts";
import { TurnQueue, type TurnQueueError } from "../engine/TurnQueue.ts";
import { type End, settle } from "./endRun.ts";
import { payloadOf } from "./payloadOf.ts";

/** A run without a sign of life for so long has lost its turn: it gets another one. Longer than any fail-over takes. */
const lostAfter = Duration.seconds(60);

/** Runs whose first turn this process has seen into the queue. */
const offered = new Set<string>();

/** Ends a run whose step may be under way: the step's session is ended, what it did is undone. */
const breakOff = (fire: Fire, schedule: Schedule, end: End) =>
  Effect.gen(function* () {
    const databases = yield* SourceDatabases;
    const run = payloadOf(fire, schedule);
    // The ledger's row of the run is held by the step: its end is asked for first, so that no other step begins in between.
    const [ended] = yield* Effect.all(
      [
        settle(run, end),
        databases.on(schedule.database, Effect.delay(Effect.asVoid(endLockHolders(stepLock)), "500 millis")),
      ],
      { concurrency: 2 },
    );
    return ended;
  });

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
    const startedAt = (fire.startedAt ?? fire.createdAt).getTime();
    if (fire.status === "cancelling") {
      return yield* breakOff(fire, schedule, {
        fire: "cancelled",
        run: "cancelled",
        reason: fire.reason ?? "cancelled",
      });
    }
    if (now - startedAt > Duration.toMillis(schedule.timeout)) {
      return yield* breakOff(fire, schedule, {
        fire: "timed_out",
        run: "failed",
        reason: `It was not done within ${Duration.format(schedule.timeout)}, the time-out of the schedule. What its finished steps did is kept; let it go on with: trialflow runs resume ${fire.fireId}`,
      });
    }
    const queue = yield* TurnQueue;
    const run = payloadOf(fire, schedule);
    const key = `${fire.fireId}/${fire.resumedCount}`;
    if (!offered.has(key)) {
      yield* queue.offer({ run, turn: 0 });
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
