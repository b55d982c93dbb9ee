import { Database, type DatabaseError } from "@trialflow/database";
import { fireStatuses, runStatuses, runs, scheduleFires } from "@trialflow/schema";
import { and, desc, eq, inArray, notExists, type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import { type Fire, fireOf } from "./Fire.ts";
import { type LedgerRun, runOf } from "./LedgerRun.ts";

/** A fire, the run that carried it out, or both. One of them is there. */
export interface LedgerEntry {
  readonly fire: Fire | null;
  readonly run: LedgerRun | null;
}

/** Which entries; all where a field is left out. */
export interface EntryRequest {
  /** Only fires of this schedule. */
  readonly schedule?: string;
  /** Of a fire its own, of a run without a fire the run's. */
  readonly status?: string;
  readonly limit: number;
}

/** All statuses of fires and runs. */
export const entryStatuses: ReadonlyArray<string> = [...new Set<string>([...fireStatuses, ...runStatuses])];

const momentOf = ({ fire, run }: LedgerEntry): number =>
  (fire === null ? run?.startedAt : (fire.startedAt ?? fire.createdAt))?.getTime() ?? 0;

const operation = "fires.read_runs";

/**
 * Reads what the schedulers and people did, the newest first: fires with their runs, and runs that no fire began.
 *
 * Of fires whose source has a database of its own the run is not here.
 */
export const readRuns = ({
  schedule,
  status,
  limit,
}: EntryRequest): Effect.Effect<ReadonlyArray<LedgerEntry>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const fireStatus = fireStatuses.filter((known) => known === status);
    const ofFires: ReadonlyArray<SQL> = [
      ...(schedule === undefined ? [] : [eq(scheduleFires.schedule, schedule)]),
      ...(status === undefined ? [] : [inArray(scheduleFires.status, fireStatus)]),
    ];
    const fires = yield* database.query(operation, (db) =>
      db
        .select({ fire: scheduleFires, run: runs })
        .from(scheduleFires)
        .leftJoin(runs, eq(runs.run_id, scheduleFires.run_id))
        .where(and(...ofFires))
        .orderBy(
          desc(sql`coalesce(${scheduleFires.started_at}, ${scheduleFires.created_at})`),
          desc(scheduleFires.scheduled_at),
        )
        .limit(limit),
    );
    const entries = fires.map(({ fire, run }) => ({ fire: fireOf(fire), run: run === null ? null : runOf(run) }));
    if (schedule !== undefined) return entries;
    const runStatus = runStatuses.filter((known) => known === status);
    const others = yield* database.query(operation, (db) =>
      db
        .select()
        .from(runs)
        .where(
          and(
            notExists(db.select({ one: sql`1` }).from(scheduleFires).where(eq(scheduleFires.run_id, runs.run_id))),
            status === undefined ? undefined : inArray(runs.status, runStatus),
          ),
        )
        .orderBy(desc(runs.started_at))
        .limit(limit),
    );
    return [...entries, ...others.map((run) => ({ fire: null, run: runOf(run) }))]
      .toSorted((a, b) => momentOf(b) - momentOf(a))
      .slice(0, limit);
  });

/** Reads the runs and fires whose number begins so; a fire is found by its run's number, too. */
export const findEntries = (
  beginning: string,
  limit: number,
): Effect.Effect<ReadonlyArray<LedgerEntry>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const pattern = `${beginning.toLowerCase()}%`;
    const fires = yield* database.query(operation, (db) =>
      db
        .select({ fire: scheduleFires, run: runs })
        .from(scheduleFires)
        .leftJoin(runs, eq(runs.run_id, scheduleFires.run_id))
        .where(sql`${scheduleFires.fire_id}::text like ${pattern} or ${scheduleFires.run_id}::text like ${pattern}`)
        .orderBy(desc(scheduleFires.created_at))
        .limit(limit),
    );
    const others = yield* database.query(operation, (db) =>
      db
        .select()
        .from(runs)
        .where(
          and(
            sql`${runs.run_id}::text like ${pattern}`,
            notExists(db.select({ one: sql`1` }).from(scheduleFires).where(eq(scheduleFires.run_id, runs.run_id))),
          ),
        )
        .orderBy(desc(runs.started_at))
        .limit(limit),
    );
    return [
      ...fires.map(({ fire, run }) => ({ fire: fireOf(fire), run: run === null ? null : runOf(run) })),
      ...others.map((run) => ({ fire: null, run: runOf(run) })),
    ];
  });
