import { Database, type DatabaseError } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { and, eq, inArray } from "drizzle-orm";
import { Clock, Effect } from "effect";
import { type Fire, fireOf } from "./Fire.ts";
import { type FireEnd, statusesUnderWay } from "./fireStates.ts";
import { ledgerTransaction } from "./ledgerTransaction.ts";

/** How a fire ended. */
export interface EndOfFire {
  readonly fireId: string;
  /** The `resumedCount` with which it was begun: one that was resumed meanwhile is not ended by its past. */
  readonly resumedCount: number;
  readonly status: FireEnd;
  /** Why, for one that did not do its work. */
  readonly reason: string | null;
  /** The run in the ledger; null where it never came to one, and what {@link noteRun} noted stands. */
  readonly runId: string | null;
}

const operation = "fires.end";

/**
 * Ends a fire that is under way: the fire, or null when it is not under way any more, or under way again, and was left as it is.
 *
 * Writes      ops.schedule_fires: `status`, `reason`, `run_id`, `finished_at`
 * Idempotent  yes: the first end counts
 */
export const endFire = ({
  fireId,
  resumedCount,
  status,
  reason,
  runId,
}: EndOfFire): Effect.Effect<Fire | null, DatabaseError, Database> =>
  ledgerTransaction(
    operation,
    null,
    Effect.gen(function* () {
      const database = yield* Database;
      const now = new Date(yield* Clock.currentTimeMillis);
      const [row] = yield* database.query(operation, (db) =>
        db
          .update(scheduleFires)
          .set({ status, reason, finished_at: now, ...(runId === null ? {} : { run_id: runId }) })
          .where(
            and(
              eq(scheduleFires.fire_id, fireId),
              eq(scheduleFires.resumed_count, resumedCount),
              inArray(scheduleFires.status, [...statusesUnderWay]),
            ),
          )
          .returning(),
      );
      return row === undefined ? null : fireOf(row);
    }),
  );
