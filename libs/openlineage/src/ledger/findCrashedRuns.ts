import { Database, type DatabaseError } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { and, asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Effect } from "effect";

/**
 * Finds the runs whose processes ended without a word: the run that found them marked them as crashed when it began.
 *
 * Reads    ops.runs
 */
export const findCrashedRuns = (foundBy: string): Effect.Effect<ReadonlyArray<string>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const { query } = yield* Database;
    const finder = alias(runs, "finder");
    const rows = yield* query("openlineage.crashed_runs", (db) =>
      db
        .select({ runId: runs.run_id })
        .from(runs)
        .innerJoin(finder, eq(runs.finished_at, finder.started_at))
        .where(and(eq(finder.run_id, foundBy), eq(runs.status, "crashed")))
        .orderBy(asc(runs.started_at)),
    );
    return rows.map(({ runId }) => runId);
  });
