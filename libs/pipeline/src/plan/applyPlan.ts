import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import { type Config, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { ingestLocked, RunFailedError } from "../ingest.ts";
import { holdRunLock } from "../ledger/holdRunLock.ts";
import { recordFailedAct } from "../ledger/recordFailure.ts";
import { Program } from "../Program.ts";
import type { RunReport } from "../RunReport.ts";
import { describeOutcome } from "./describeOutcome.ts";
import { differencesBetween } from "./differencesBetween.ts";
import { observeLoads } from "./observeLoads.ts";
import { findPinned } from "./pinFile.ts";
import { type Plan, readPlan, readPlanRuns } from "./readPlan.ts";
import { movedSince, readPlanBase } from "./readPlanBase.ts";

const operation = "plan.apply";

const refusal = (reason: PipelineError["reason"], message: string) =>
  new PipelineError({ operation, reason, message, isRetryable: false });

/** Demands that a plan can be applied, was not applied, and that all it stands on is as it was. */
const demandCurrent = (plan: Plan) =>
  Effect.gen(function* () {
    const { plan_id, is_applicable, outcome, base, source } = plan;
    if (!is_applicable) {
      const failed = outcome.brokenChecks.filter(({ status }) => status === "failed").map(({ name }) => name);
      return yield* refusal(
        "PlanNotApplicable",
        `Plan ${plan_id} cannot be applied: its quality gate would close (${failed.join(", ")}). Nothing was done. Correct the data at its source and plan again.`,
      );
    }
    const attempts = yield* readPlanRuns(plan_id);
    const applied = attempts.find(({ status }) => status === "succeeded" || status === "unchanged");
    if (applied !== undefined) {
      return yield* refusal(
        "PlanApplied",
        `Plan ${plan_id} was applied already, by run ${applied.runId} of ${applied.startedAt.toISOString()}. A plan is applied once; plan again for what is new.`,
      );
    }
    const moved = movedSince(base, yield* readPlanBase(source));
    if (moved.length === 0) return;
    const [begun] = attempts;
    const advice =
      begun === undefined
        ? "Plan again."
        : `Run ${begun.runId} began to apply the plan and ended as ${begun.status}; what its finished steps did is kept. Run the same files without --plan to finish it, or plan again.`;
    return yield* refusal(
      "PlanOutdated",
      `Plan ${plan_id} stands on what is not so any more: ${moved.join("; ")}. Nothing was done. ${advice}`,
    );
  });

/** As many differences as a message or an entry of the audit log holds. */
const mostDifferences = 20;

/** Writes into the audit log that a plan was applied, and in what the run differs from it. */
const recordApplied = (plan: Plan, runId: string, differences: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const program = yield* Program;
    yield* database.transaction(
      { operation: "plan.record_applied", role: "trialflow_loader" },
      appendAudit({
        act: "plan_applied",
        subject: `plan ${plan.plan_id}`,
        runId,
        osUser: program.osUser,
        programVersion: program.version,
        reason: null,
        details: { differences: differences.slice(0, mostDifferences) },
        contentHash: null,
      }),
    );
  });

/**
 * Applies a plan by an ordinary run of the planned files, or refuses when the world is not as it was. Afterwards what came out is
 * compared with what was planned.
 *
 * Writes      what a run writes; a refusal is an act in the audit log
 * Errors      {@link PipelineError} `UnknownPlan`, `PlanNotApplicable`, `PlanApplied`, `PlanOutdated`, `LockHeld`; {@link RunFailedError}, with
 *             `PlanNotMet` when the run, which stands, gave something else than planned
 * Idempotent  yes: a plan is applied once
 */
export const applyPlan = (
  planId: number,
): Effect.Effect<
  RunReport,
  RunFailedError | DatabaseError | PipelineError | Config.ConfigError,
  Database | Sources | Program
> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* holdRunLock(operation);
      const plan = yield* readPlan(planId);
      const { request, source, files, outcome } = plan;
      const pinned = yield* Effect.andThen(demandCurrent(plan), Effect.forEach(files, findPinned)).pipe(
        Effect.tapError((error) =>
          error instanceof PipelineError
            ? recordFailedAct({ act: "plan_refused", subject: `plan ${planId}`, runId: null, error: error.message })
            : Effect.void,
        ),
      );
      const { watch, observed } = yield* observeLoads;
      const report = yield* ingestLocked(
        {
          source,
          files: request.files,
          extent: request.extent,
          isInsertedIntoPast: request.isInsertedIntoPast,
          ...(request.snapshotDate === null ? {} : { snapshotDate: request.snapshotDate }),
        },
        { findFiles: Effect.succeed(pinned), notes: { planId }, watch },
      );
      if (report.status === "gate_failed") return report;
      const fileNames = files.map(({ fileName }) => fileName);
      const differences = differencesBetween(outcome, describeOutcome(report, yield* observed, fileNames));
      yield* recordApplied(plan, report.runId, differences);
      if (differences.length === 0) return report;
      const failure = refusal(
        "PlanNotMet",
        `Run ${report.runId} is done and published, but gave something else than plan ${planId} said: ${differences.slice(0, mostDifferences).join("; ")}.`,
      );
      return yield* new RunFailedError({ report, failure });
    }),
  );
