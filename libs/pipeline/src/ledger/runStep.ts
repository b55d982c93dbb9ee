import { analyzeTables, appendAudit, CurrentTransaction, Database, type DatabaseError } from "@trialflow/database";
import { type DatabaseRoleName, runs, type StepName, steps } from "@trialflow/schema";
import { and, count, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { Clock, Effect } from "effect";
import { Program } from "../Program.ts";
import { report } from "../Progress.ts";

/** What a step did, as the ledger and the summary show it. Rows in are rows out and rows set aside. */
export interface StepReport {
  readonly name: StepName;
  readonly subject: string;
  readonly status: "succeeded" | "unchanged" | "gate_failed";
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rejected: number;
  readonly durationMs: number;
}

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

/** Fails when another process has taken the run over: this one must not write any more. */
const holdRun = (runId: string) =>
  Effect.flatMap(Database, (database) =>
    Effect.flatMap(
      database.query("ledger.hold_run", (db) =>
        db
          .select({ status: runs.status })
          .from(runs)
          .where(and(eq(runs.run_id, runId), eq(runs.status, "running")))
          .for("share"),
      ),
      (rows) =>
        rows.length === 1
          ? Effect.void
          : Effect.die(new Error(`run ${runId} is not running any more: another process has taken over`)),
    ),
  );

/**
 * Runs a step's body in one transaction together with its row in the ledger and its entry in the audit log: all of it is
 * committed or nothing. Inside a larger transaction it is committed with that one, or undone.
 *
 * Writes   what the body writes; ops.steps, one row; ops.audit_log, one row when data changed
 */
export const runStep = <A, E, R>(
  options: {
    readonly runId: string;
    readonly name: StepName;
    readonly subject: string;
    readonly role: DatabaseRoleName;
  },
  body: Effect.Effect<StepOutcome<A>, E, R>,
): Effect.Effect<readonly [A, StepReport], E | DatabaseError, R | Database | Program> =>
  Effect.gen(function* () {
    const { runId, name, subject, role } = options;
    const database = yield* Database;
    const program = yield* Program;
    yield* report({ _tag: "StepStarted", step: name, subject });
    const startedAt = yield* Clock.currentTimeMillis;
    const isPartOfLarger = (yield* CurrentTransaction) !== null;
    const [result, written] = yield* database.transaction(
      { operation: `pipeline.${name}`, role },
      Effect.gen(function* () {
        yield* holdRun(runId);
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
    yield* report({ _tag: "StepFinished", step: name, subject, durationMs: result[1].durationMs });
    return result;
  });
