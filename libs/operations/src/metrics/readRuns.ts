import { Database, type DatabaseError } from "@trialflow/database";
import { type RunStatus, runStatuses, runs } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { countByKey } from "./countByKey.ts";
import type { LastRun, WarehouseMetrics } from "./WarehouseMetrics.ts";

/** A run that brings data in, and not one that waives or replays rejects: its request names files, or the engine carries it. */
const isIngest = sql`(${runs.carrier} = 'engine' or ${runs.arguments} ? 'files')`;

/**
 * Reads how the runs of the database stand: how many by status, the newest ingest that has ended, and the newest that ended well.
 *
 * Reads    ops.runs
 * Units    seconds, seconds since 1970
 */
export const readRuns: Effect.Effect<
  Pick<WarehouseMetrics, "runs" | "lastRun" | "lastSuccessAt">,
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const database = yield* Database;
  const counts = yield* database.query("metrics.runs", (db) =>
    db.execute<{ readonly key: RunStatus; readonly count: number }>(sql`
      select ${runs.status} as key, count(*)::float8 as count from ${runs} group by ${runs.status}`),
  );
  const newest = yield* database.query("metrics.last_runs", (db) =>
    db.execute<LastRun & Record<string, unknown> & { readonly which: "ended" | "successful" }>(sql`
      (select 'ended' as which, ${runs.status} as status, extract(epoch from ${runs.finished_at})::float8 as "finishedAt",
              extract(epoch from ${runs.finished_at} - ${runs.started_at})::float8 as "durationSeconds"
       from ${runs} where ${runs.finished_at} is not null and ${isIngest} order by ${runs.started_at} desc limit 1)
      union all
      (select 'successful', ${runs.status}, extract(epoch from ${runs.finished_at})::float8,
              extract(epoch from ${runs.finished_at} - ${runs.started_at})::float8
       from ${runs} where ${runs.status} in ('succeeded', 'unchanged') and ${runs.finished_at} is not null and ${isIngest}
       order by ${runs.started_at} desc limit 1)`),
  );
  const ended = newest.find(({ which }) => which === "ended");
  return {
    runs: countByKey(runStatuses, counts),
    lastRun:
      ended === undefined
        ? null
        : { status: ended.status, finishedAt: ended.finishedAt, durationSeconds: ended.durationSeconds },
    lastSuccessAt: newest.find(({ which }) => which === "successful")?.finishedAt ?? null,
  };
});
