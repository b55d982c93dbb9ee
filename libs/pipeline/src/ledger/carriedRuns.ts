import { Database, type DatabaseError, takeOverLock, tryAdvisoryLockInTransaction } from "@trialflow/database";
import { type RunStatus, runResults, runs, steps } from "@trialflow/schema";
import { and, eq, ne, sql } from "drizzle-orm";
import { Clock, Duration, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { Program } from "../Program.ts";
import { type FailurePlace, finishRun } from "./finishRun.ts";
import { recordFailedAct } from "./recordFailure.ts";
import { markCrashedRuns } from "./startRun.ts";
import { frozenAfter, stepLock } from "./stepLock.ts";

/** A run of the schedulers without a sign of life for so long has nobody who looks after it. Longer than any fail-over takes. */
export const heartbeatLimit = Duration.minutes(3);

const underWay = (runId: string, since: Date, operation: string) =>
  new PipelineError({
    operation,
    reason: "LockHeld",
    message: `Run ${runId} of the schedulers is under way on this database since ${since.toISOString()}; nothing was done. Wait for its end, or end it: trialflow runs cancel ${runId}`,
    isRetryable: true,
  });

const abandoned = "its schedulers gave no sign of life any more";

/**
 * Refuses to go on while the schedulers carry another run on this database. One that nobody looks after any more is marked as crashed: should its
 * schedulers come back, its next step finds that and stops.
 *
 * Writes   ops.runs and ops.audit_log, when there is such a run
 * Errors   {@link PipelineError} `LockHeld`
 */
export const refuseCarriedRun = (
  operation: string,
  exceptRunId: string | null = null,
): Effect.Effect<void, DatabaseError | PipelineError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const running = yield* database.query("ledger.carried_runs", (db) =>
      db
        .select()
        .from(runs)
        .where(
          and(
            eq(runs.status, "running"),
            eq(runs.carrier, "engine"),
            exceptRunId === null ? undefined : ne(runs.run_id, exceptRunId),
          ),
        ),
    );
    const now = yield* Clock.currentTimeMillis;
    for (const run of running) {
      const lastSign = run.heartbeat_at ?? run.started_at;
      if (now - lastSign.getTime() < Duration.toMillis(heartbeatLimit)) {
        return yield* underWay(run.run_id, run.started_at, operation);
      }
      yield* database.transaction(
        { operation: "ledger.mark_abandoned", role: "trialflow_loader" },
        Effect.andThen(
          Effect.andThen(
            takeOverLock(stepLock, Duration.zero),
            database.query("ledger.mark_abandoned", (db) =>
              db
                .update(runs)
                .set({ status: "crashed", finished_at: new Date(now), error: abandoned })
                .where(and(eq(runs.run_id, run.run_id), eq(runs.status, "running"))),
            ),
          ),
          recordFailedAct({
            act: "run_failed",
            subject: run.program,
            runId: run.run_id,
            error: abandoned,
            details: { status: "crashed", lastSign: lastSign.toISOString() },
          }),
        ),
      );
    }
  });

/**
 * Lets a run that ended at a closed gate check anew when it goes on: people have changed the limits or settled the rejects. What the checks said
 * stays in the ledger.
 */
const forgetClosedGate = (runId: string) =>
  Effect.flatMap(Database, (database) =>
    database.query("ledger.forget_closed_gate", async (db) => {
      await db
        .update(steps)
        .set({ step_key: null })
        .where(and(eq(steps.run_id, runId), eq(steps.status, "gate_failed")));
      await db
        .update(runResults)
        .set({ result: null })
        .where(
          and(
            eq(runResults.run_id, runId),
            sql`(${runResults.result} @> '{"value": {"verdict": "failed"}}' or ${runResults.result} @> '{"value": {"isOpen": false}}')`,
          ),
        );
    }),
  );

/** A run that the engine is to carry. */
export interface CarriedRun {
  readonly runId: string;
  readonly source: string;
  /** What was asked for, for the ledger. */
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Opens a run that the engine carries, or opens it again when it had ended and is to go on. Nothing happens when it is open.
 *
 * Writes       ops.runs, ops.audit_log
 * Errors       {@link PipelineError} `LockHeld`, which passes, while another run is under way
 * Idempotent   yes
 */
export const openCarriedRun = ({
  runId,
  source,
  request,
}: CarriedRun): Effect.Effect<void, DatabaseError | PipelineError, Database | Program> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    yield* refuseCarriedRun("pipeline.open_run", runId);
    const now = new Date(yield* Clock.currentTimeMillis);
    yield* database.transaction(
      { operation: "ledger.open_run", role: "trialflow_loader" },
      Effect.gen(function* () {
        // Until the transaction ends: whoever holds the lock for a whole run is a process of its own.
        if (!(yield* tryAdvisoryLockInTransaction("run"))) {
          return yield* new PipelineError({
            operation: "pipeline.open_run",
            reason: "LockHeld",
            message: "Another run is under way on this database; nothing was done. `trialflow status` shows it.",
            isRetryable: true,
          });
        }
        yield* markCrashedRuns(now);
        yield* forgetClosedGate(runId);
        yield* database.query("ledger.open_run", (db) =>
          db
            .insert(runs)
            .values({
              run_id: runId,
              program: program.name,
              status: "running",
              started_at: now,
              program_version: program.version,
              os_user: program.osUser,
              host: program.host,
              arguments: { ...request },
              source,
              carrier: "engine",
              heartbeat_at: now,
            })
            .onConflictDoUpdate({
              target: runs.run_id,
              set: { status: "running", finished_at: null, error: null, heartbeat_at: now, begun_steps: {} },
              setWhere: ne(runs.status, "running"),
            }),
        );
      }),
    );
  });

/**
 * Closes a run that the engine carries, when its step under way has ended, and tells whether it was open. From then on no step of it can begin,
 * wherever it is. `isAtOnce` ends the session of the step: what it did is undone.
 *
 * Writes   ops.runs, ops.audit_log
 */
export const closeCarriedRun = (
  runId: string,
  status: RunStatus,
  error: string | null,
  { isAtOnce = false, ...place }: FailurePlace & { readonly isAtOnce?: boolean },
): Effect.Effect<boolean, DatabaseError, Database | Program> =>
  Effect.flatMap(Database, (database) =>
    database.transaction(
      { operation: "ledger.close_run", role: "trialflow_loader" },
      Effect.andThen(
        takeOverLock(stepLock, isAtOnce ? Duration.zero : frozenAfter),
        finishRun(runId, status, error, place),
      ),
    ),
  );

/**
 * Counts that a step of a run is begun, and tells how often it was before without coming to an end. Committed at once: it has to outlive the
 * process that the step may take down.
 *
 * Writes   ops.runs
 */
export const countBegunStep = (runId: string, stepKey: string): Effect.Effect<number, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.count_begun_step", (db) =>
        db
          .update(runs)
          .set({
            begun_steps: sql`jsonb_set(${runs.begun_steps}, array[${stepKey}]::text[],
              to_jsonb(coalesce((${runs.begun_steps} ->> ${stepKey}::text)::int, 0) + 1))`,
          })
          .where(eq(runs.run_id, runId))
          .returning({ begun: sql<number>`(${runs.begun_steps} ->> ${stepKey}::text)::int` }),
      ),
      ([row]) => (row?.begun ?? 1) - 1,
    ),
  );

/** Forgets how often a step was begun: it has come to an end. */
export const forgetBegunStep = (runId: string, stepKey: string): Effect.Effect<void, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.asVoid(
      database.query("ledger.forget_begun_step", (db) =>
        db
          .update(runs)
          .set({ begun_steps: sql`${runs.begun_steps} - ${stepKey}::text` })
          .where(eq(runs.run_id, runId)),
      ),
    ),
  );

/** Gives signs of life of runs that the engine carries. */
export const beatRuns = (runIds: ReadonlyArray<string>): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (runIds.length === 0) return;
    const database = yield* Database;
    const now = new Date(yield* Clock.currentTimeMillis);
    yield* database.query("ledger.beat_runs", (db) =>
      db
        .update(runs)
        .set({ heartbeat_at: now })
        .where(and(eq(runs.status, "running"), sql`${runs.run_id} = any(${sql.param([...runIds])}::uuid[])`)),
    );
  });

/** Reads when somebody last looked after a run; null for one that is not there. */
export const readHeartbeat = (runId: string): Effect.Effect<Date | null, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.map(
      database.query("ledger.read_heartbeat", (db) =>
        db.select({ at: runs.heartbeat_at }).from(runs).where(eq(runs.run_id, runId)),
      ),
      ([row]) => row?.at ?? null,
    ),
  );
