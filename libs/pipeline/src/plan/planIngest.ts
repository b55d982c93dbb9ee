import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import { type PlannedFile, type PlanOutcome, plans } from "@trialflow/schema";
import { max } from "drizzle-orm";
import { Clock, Data, Effect } from "effect";
import { type IngestFailure, type IngestRequest, ingestLocked } from "../ingest.ts";
import { holdRunLock } from "../ledger/holdRunLock.ts";
import { Program } from "../Program.ts";
import { findFiles } from "../steps/acquireStep.ts";
import { withSnapshotDate } from "../withSnapshotDate.ts";
import { describeOutcome } from "./describeOutcome.ts";
import { observeLoads } from "./observeLoads.ts";
import { findPinned, pinFile } from "./pinFile.ts";
import type { Plan } from "./readPlan.ts";
import { readPlanBase } from "./readPlanBase.ts";

/** What to plan: a whole run. */
export type PlanRequest = Omit<IngestRequest, "steps">;

const operation = "plan.create";

/** Carries what was found out of the transaction, which is rolled back by it. */
class PlanningDone extends Data.TaggedError("PlanningDone")<{ readonly outcome: PlanOutcome }> {}

/** The run itself in one transaction, undone at the end: it cannot tell anything else than the real one. */
const rehearse = (request: PlanRequest, files: ReadonlyArray<PlannedFile>) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const pinned = yield* Effect.forEach(files, findPinned);
    return yield* database
      .transaction(
        { operation, role: "trialflow_transformer" },
        Effect.gen(function* () {
          const { watch, observed } = yield* observeLoads;
          const report = yield* ingestLocked(request, { findFiles: Effect.succeed(pinned), watch });
          const fileNames = files.map(({ fileName }) => fileName);
          return yield* new PlanningDone({ outcome: describeOutcome(report, yield* observed, fileNames) });
        }),
      )
      .pipe(
        Effect.catchTag("PlanningDone", ({ outcome }) => Effect.succeed(outcome)),
        Effect.catchTag("RunFailedError", ({ failure }) => Effect.fail(failure)),
      );
  });

/** Writes the plan and its entry in the audit log, in a short transaction. */
const recordPlan = (planned: Omit<Plan, "plan_id" | "created_at" | "os_user" | "program_version">) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    return yield* database.transaction(
      { operation: "plan.record", role: "trialflow_loader" },
      Effect.gen(function* () {
        const [last] = yield* database.query("plan.last_id", (db) => db.select({ id: max(plans.plan_id) }).from(plans));
        const plan: Plan = {
          plan_id: (last?.id ?? 0) + 1,
          created_at: new Date(yield* Clock.currentTimeMillis),
          os_user: program.osUser,
          program_version: program.version,
          ...planned,
        };
        yield* database.query("plan.insert", (db) => db.insert(plans).values(plan));
        yield* appendAudit({
          act: "plan",
          subject: `plan ${plan.plan_id}`,
          runId: null,
          osUser: program.osUser,
          programVersion: program.version,
          reason: null,
          details: {
            verdict: plan.outcome.verdict,
            files: plan.files.map(({ uri, sha256 }) => ({ uri, sha256 })),
          },
          contentHash: null,
        });
        return plan;
      }),
    );
  });

/**
 * Plans a run: takes all of its steps in one transaction, rolls that back, and keeps what was found out. A plan whose gate would close is
 * kept as well, as one that cannot be applied.
 *
 * Writes       ops.plans and ops.audit_log, one row each; the files into the archive
 * Errors       whatever would stop the run before its end; nothing is kept then. {@link PipelineError} `LockHeld`
 * Idempotent   no: each call makes a plan
 */
export const planIngest = (
  request: PlanRequest,
): Effect.Effect<Plan, IngestFailure | DatabaseError, Database | Sources | Program> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* holdRunLock(operation);
      const { source, snapshotDate, extent = "snapshot", isInsertedIntoPast = false } = request;
      const found = yield* withSnapshotDate(yield* findFiles(request.files), snapshotDate);
      const files = yield* Effect.forEach(found, pinFile);
      const base = yield* readPlanBase(source);
      const outcome = yield* rehearse(request, files);
      return yield* recordPlan({
        source,
        is_applicable: outcome.verdict !== "gate_closed",
        request: { files: request.files, snapshotDate: snapshotDate ?? null, extent, isInsertedIntoPast },
        files,
        base,
        outcome,
      });
    }),
  );
