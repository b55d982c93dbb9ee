import { Database, type DatabaseError } from "@trialflow/database";
import { plans, type RunStatus, runs } from "@trialflow/schema";
import { desc, eq, sql } from "drizzle-orm";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";

/** A plan as the ledger has it. */
export type Plan = typeof plans.$inferSelect;

/** A run that was to apply a plan. */
export interface PlanRun {
  readonly runId: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
}

const mostNamed = 10;

/** Says which plans there are, the newest first. */
const describeKnown = (known: ReadonlyArray<Pick<Plan, "plan_id" | "created_at" | "files">>): string =>
  known.length === 0
    ? "There are no plans yet; make one with `trialflow plan --file PATH`."
    : `The newest plans: ${known
        .map(
          ({ plan_id, created_at, files }) =>
            `${plan_id} (${created_at.toISOString().slice(0, 16)}Z, ${files.map(({ fileName }) => fileName).join(", ")})`,
        )
        .join("; ")}.`;

/**
 * Reads a plan by its number.
 *
 * Errors   {@link PipelineError} `UnknownPlan`, which names the newest plans
 */
export const readPlan = (planId: number): Effect.Effect<Plan, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [plan] = yield* database.query("plan.read", (db) => db.select().from(plans).where(eq(plans.plan_id, planId)));
    if (plan !== undefined) return plan;
    const known = yield* database.query("plan.read_known", (db) =>
      db
        .select({ plan_id: plans.plan_id, created_at: plans.created_at, files: plans.files })
        .from(plans)
        .orderBy(desc(plans.plan_id))
        .limit(mostNamed),
    );
    return yield* new PipelineError({
      operation: "plan.apply",
      reason: "UnknownPlan",
      message: `There is no plan ${planId}. ${describeKnown(known)}`,
      isRetryable: false,
    });
  });

/** Reads the runs that were to apply a plan, the newest first. */
export const readPlanRuns = (planId: number): Effect.Effect<ReadonlyArray<PlanRun>, DatabaseError, Database> =>
  Effect.flatMap(Database, (database) =>
    database.query("plan.read_runs", (db) =>
      db
        .select({ runId: runs.run_id, status: runs.status, startedAt: runs.started_at })
        .from(runs)
        .where(sql`${runs.arguments} ->> 'planId' = ${String(planId)}`)
        .orderBy(desc(runs.started_at)),
    ),
  );
