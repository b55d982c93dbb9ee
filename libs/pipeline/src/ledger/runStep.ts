import {
  advisoryLockInTransaction,
  analyzeTables,
  appendAudit,
  CurrentTransaction,
  Database,
  type DatabaseError,
  takeOverLock,
} from "@trialflow/database";
import { type DatabaseRoleName, runs, type StepName, steps } from "@trialflow/schema";
import { and, count, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";
import { report } from "../Progress.ts";
import { type Carrier, CurrentCarrier } from "../run/Carrier.ts";
import type { StepReport } from "../run/StepReport.ts";
import { frozenAfter, stepLock } from "./stepLock.ts";

/** What a step's body gives back: its value and what to write about it. */
export interface StepOutcome<A> {
  readonly value: A;
  readonly status: StepReport["status"];
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rejected: number;
  readonly details: Record<string, unknown>;
  /** Tables that the step wrote: their statistics are refreshed once it has committed. */
  readonly written: ReadonlyArray<PgTable>;
  /** Present when the step changed data: the step's entry in the audit log. */
  readonly audit: {
    readonly act: string;
    readonly subject: string;
    readonly contentHash: string | null;
    /** What the entry says besides the details of the step: too much for the ledger. */
    readonly evidence?: Readonly<Record<string, unknown>>;
  } | null;
}

/**
 * Fails when another process has taken the run over: this one must not write any more. A run that the engine carries ends under the lock of its
 * steps; its row stays free for signs of life.
 */
const holdRun = (runId: string, isCarried: boolean) =>
  Effect.flatMap(Database, (database) =>
    Effect.flatMap(
      database.query("ledger.hold_run", (db) =>
        db
          .select({ status: runs.status })
          .from(runs)
          .where(and(eq(runs.run_id, runId), eq(runs.status, "running")))
          .for(isCarried ? "key share" : "share"),
      ),
      (rows) =>
        rows.length === 1
          ? Effect.void
          : Effect.die(new Error(`run ${runId} is not running any more: another process has taken over`)),
    ),
  );

/**
 * What a step within a run that an engine carries gave when it was performed before: in the transaction that finds it, nobody else performs it.
 *
 * The lock keeps the steps of two processes apart when one of them was thought dead and is not.
 */
const performedBefore = (runId: string, carrier: Carrier) =>
  Effect.gen(function* () {
    const database = yield* Database;
    yield* takeOverLock(stepLock, frozenAfter);
    yield* advisoryLockInTransaction("run");
    const [step] = yield* database.query("ledger.find_step", (db) =>
      db
        .select()
        .from(steps)
        .where(and(eq(steps.run_id, runId), eq(steps.step_key, carrier.stepKey))),
    );
    return step ?? null;
  });

const reportOf = (step: typeof steps.$inferSelect): StepReport => ({
  name: step.name,
  subject: typeof step.details["subject"] === "string" ? step.details["subject"] : "",
  // What was recorded is one of the three: no other status is ever written for a step.
  status: step.status as StepReport["status"],
  rowsIn: step.rows_in,
  rowsOut: step.rows_out,
  rejected: step.rows_set_aside,
  durationMs: step.duration_ms,
});

/**
 * Runs a step's body in one transaction together with its row in the ledger and its entry in the audit log: all of it is
 * committed or nothing. Inside a larger transaction it is committed with that one, or undone.
 *
 * Within a run that an engine carries a step is performed once: when it is begun again, `recall` makes its value from what `keep` left
 * in the ledger.
 *
 * Writes   what the body writes; ops.steps, one row; ops.audit_log, one row when data changed
 */
export const runStep = <A, E, R, Kept = A>(
  options: {
    readonly runId: string;
    readonly name: StepName;
    readonly subject: string;
    readonly role: DatabaseRoleName;
    /** The value as plain JSON, and back; by default it is kept as it is. */
    readonly keep?: (value: A) => Kept;
    readonly recall?: (kept: Kept) => Effect.Effect<A, DatabaseError, Database>;
  },
  body: Effect.Effect<StepOutcome<A>, E, R>,
): Effect.Effect<readonly [A, StepReport], E | DatabaseError, R | Database | Program> =>
  Effect.gen(function* () {
    const { runId, name, subject, role } = options;
    const { keep = (value: A): unknown => value, recall = (kept) => Effect.succeed(kept as unknown as A) } = options;
    const carrier = yield* CurrentCarrier;
    const database = yield* Database;
    const program = yield* Program;
    yield* report({ _tag: "StepStarted", step: name, subject });
    const startedAt = yield* Clock.currentTimeMillis;
    const isPartOfLarger = (yield* CurrentTransaction) !== null;
    const [result, written] = yield* database.transaction(
      { operation: `pipeline.${name}`, role },
      Effect.gen(function* () {
        const before = carrier === null ? null : yield* performedBefore(runId, carrier);
        if (before !== null) return [[yield* recall(before.result as Kept), reportOf(before)] as const, []] as const;
        yield* holdRun(runId, carrier !== null);
        const outcome = yield* body;
        const durationMs = (yield* Clock.currentTimeMillis) - startedAt;
        const { value, status, rowsIn, rowsOut, rejected, details, audit } = outcome;
        yield* database.query("ledger.record_step", async (db) => {
          const [before] = await db.select({ steps: count() }).from(steps).where(eq(steps.run_id, runId));
          await db.insert(steps).values({
            run_id: runId,
            ordinal: (before?.steps ?? 0) + 1,
            name,
            status,
            started_at: new Date(startedAt),
            duration_ms: durationMs,
            rows_in: rowsIn,
            rows_out: rowsOut,
            rows_set_aside: rejected,
            details: { subject, ...details },
            ...(carrier === null
              ? {}
              : { step_key: carrier.stepKey, runner: carrier.runner, result: keep(value) ?? null }),
          });
        });
        if (audit !== null) {
          yield* appendAudit({
            act: audit.act,
            subject: audit.subject,
            runId,
            osUser: program.osUser,
            programVersion: program.version,
            reason: null,
            details: { rowsIn, rowsOut, rejected, ...details, ...audit.evidence },
            contentHash: audit.contentHash,
          });
        }
        const report: StepReport = { name, subject, status, rowsIn, rowsOut, rejected, durationMs };
        return [[value, report] as const, outcome.written] as const;
      }),
    );
    // In a larger transaction the step's end is no commit, which would drop its temporary tables.
    if (isPartOfLarger) {
      yield* database.query("ledger.discard_temporary_tables", (db) => db.execute(sql`discard temporary`));
    }
    if (written.length > 0) yield* analyzeTables(written);
    const { status, rowsIn, rowsOut, rejected } = result[1];
    yield* Effect.annotateCurrentSpan({ status, rowsIn, rowsOut, rejected });
    yield* report({ _tag: "StepFinished", step: name, subject, durationMs: result[1].durationMs });
    return result;
  }).pipe(Effect.withSpan(`step.${options.name}`, { attributes: { runId: options.runId, subject: options.subject } }));
