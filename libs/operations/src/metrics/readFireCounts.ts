import { Database, type DatabaseError } from "@trialflow/database";
import { type FireKind, type FireStatus, fireKinds, fireStatuses, scheduleFires } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { countByKey } from "./countByKey.ts";
import type { FireFacts } from "./ScheduleMetrics.ts";

interface Row extends Record<string, unknown> {
  readonly schedule: string;
  readonly source: string;
  readonly kind: FireKind;
  readonly status: FireStatus;
  readonly count: number;
  readonly failedAttempts: number;
  readonly resumptions: number;
  readonly lastScheduledAt: number;
  readonly firstStartedAt: number | null;
  readonly firstCreatedAt: number;
}

const add = <Key extends string>(rows: ReadonlyArray<Row>, keys: ReadonlyArray<Key>, keyOf: (row: Row) => Key) =>
  countByKey(
    keys,
    keys.map((key) => ({
      key,
      count: rows.filter((row) => keyOf(row) === key).reduce((sum, { count }) => sum + count, 0),
    })),
  );

const earliest = (moments: ReadonlyArray<number | null>): number | null =>
  moments.reduce((found, moment) => (moment !== null && (found === null || moment < found) ? moment : found), null);

const facts = (rows: ReadonlyArray<Row>, now: number): FireFacts => {
  const { schedule, source } = rows[0] as Row;
  const ticks = rows.filter(({ kind }) => kind === "tick" || kind === "catch_up");
  const runningSince = earliest(
    rows.filter(({ status }) => status === "running" || status === "cancelling").map((row) => row.firstStartedAt),
  );
  const queuedSince = earliest(rows.filter(({ status }) => status === "queued").map((row) => row.firstCreatedAt));
  return {
    schedule,
    source,
    kinds: add(rows, fireKinds, ({ kind }) => kind),
    statuses: add(rows, fireStatuses, ({ status }) => status),
    failedAttempts: rows.reduce((sum, row) => sum + row.failedAttempts, 0),
    resumptions: rows.reduce((sum, row) => sum + row.resumptions, 0),
    lastTickAt: ticks.length === 0 ? null : Math.max(...ticks.map(({ lastScheduledAt }) => lastScheduledAt)),
    runningSeconds: runningSince === null ? 0 : Math.max(0, now - runningSince),
    waitingSeconds: queuedSince === null ? 0 : Math.max(0, now - queuedSince),
  };
};

/**
 * Reads how the fires of each schedule and source stand; `now` in seconds since 1970.
 *
 * A fire that people let go on is queued anew at that time, which the ledger does not keep: its wait counts from its creation.
 * Reads    ops.schedule_fires
 */
export const readFireCounts = (now: number): Effect.Effect<ReadonlyArray<FireFacts>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const rows = yield* database.query("metrics.fires", (db) =>
      db.execute<Row>(sql`
        select ${scheduleFires.schedule} as schedule, ${scheduleFires.source} as source, ${scheduleFires.kind} as kind,
               ${scheduleFires.status} as status, count(*)::float8 as count,
               sum(jsonb_array_length(${scheduleFires.attempts}))::float8 as "failedAttempts",
               sum(${scheduleFires.resumed_count})::float8 as resumptions,
               extract(epoch from max(${scheduleFires.scheduled_at}))::float8 as "lastScheduledAt",
               extract(epoch from min(${scheduleFires.started_at}))::float8 as "firstStartedAt",
               extract(epoch from min(${scheduleFires.created_at}))::float8 as "firstCreatedAt"
        from ${scheduleFires} group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
    );
    return [...Map.groupBy(rows, ({ schedule, source }) => JSON.stringify([schedule, source])).values()].map((found) =>
      facts(found, now),
    );
  });
