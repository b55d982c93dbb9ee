import { Database, type DatabaseError } from "@trialflow/database";
import { checkResults, loads, runs, scheduleFires, sourceStates, steps } from "@trialflow/schema";
import { asc, eq, inArray } from "drizzle-orm";
import { Effect } from "effect";
import { OpenLineageError } from "../errors.ts";
import { type RunLedger, sourceOf } from "./RunLedger.ts";
import { readTableBytes } from "./readTableBytes.ts";
import { stepDetails } from "./stepDetails.ts";

const unknownRun = (runId: string) =>
  new OpenLineageError({
    operation: "openlineage.read_run",
    reason: "UnknownRun",
    message: `run ${runId} is not in the ledger of this database`,
    isRetryable: false,
  });

/**
 * Reads everything that the ledger knows of a run.
 *
 * Reads    ops.runs, ops.steps, ops.loads, ops.check_results, ops.source_states, ops.schedule_fires; the catalogue
 * Errors   `DatabaseError`; {@link OpenLineageError} `UnknownRun`
 */
export const readRun = (runId: string): Effect.Effect<RunLedger, DatabaseError | OpenLineageError, Database> =>
  Effect.gen(function* () {
    const { query } = yield* Database;
    const [run] = yield* query("openlineage.run", (db) => db.select().from(runs).where(eq(runs.run_id, runId)));
    if (run === undefined) return yield* unknownRun(runId);
    const source = sourceOf(run);
    const performed = yield* query("openlineage.steps", (db) =>
      db.select().from(steps).where(eq(steps.run_id, runId)).orderBy(asc(steps.ordinal)),
    );
    const [state] = yield* query("openlineage.source_state", (db) =>
      db.select({ checkRunId: sourceStates.check_run_id }).from(sourceStates).where(eq(sourceStates.source, source)),
    );
    const [fire] = yield* query("openlineage.fire", (db) =>
      db
        .select({ scheduledAt: scheduleFires.scheduled_at })
        .from(scheduleFires)
        .where(eq(scheduleFires.run_id, runId))
        .limit(1),
    );
    const details = performed.map(stepDetails);
    const standingCheckRunId = state?.checkRunId ?? null;
    const checkRunIds = [standingCheckRunId, ...details.map(({ check_run_id }) => check_run_id)].filter(
      (id) => id !== null && id !== undefined,
    );
    const results = yield* query("openlineage.check_results", (db) =>
      db
        .select()
        .from(checkResults)
        .where(inArray(checkResults.check_run_id, checkRunIds))
        .orderBy(asc(checkResults.table_name), asc(checkResults.check_name)),
    );
    const loadIds = details.flatMap(({ load_id }) => load_id ?? []);
    const loaded = yield* query("openlineage.loads", (db) =>
      db.select().from(loads).where(inArray(loads.load_id, loadIds)),
    );
    return {
      run,
      source,
      steps: performed,
      loads: new Map(loaded.map((load) => [load.load_id, load])),
      checks: Map.groupBy(results, ({ check_run_id }) => check_run_id),
      standingCheckRunId,
      scheduledAt: fire?.scheduledAt ?? null,
      tableBytes: performed.length === 0 ? {} : yield* readTableBytes,
    };
  });
