import { Database, type DatabaseError } from "@trialflow/database";
import { type PlanBase, type PlannedFile, plans, runs } from "@trialflow/schema";
import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type Config, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { findPinned } from "./pinFile.ts";
import type { Plan } from "./readPlan.ts";
import { movedSince, readPlanBase } from "./readPlanBase.ts";

/** `open`: it can be applied; `applied`: a run has done it; `stale`: what it stands on has moved; `gate_closed`: its checks would fail. */
export type PlanState = "open" | "applied" | "stale" | "gate_closed";

/** A plan in a list. */
export interface ListedPlan {
  readonly plan: Plan;
  readonly state: PlanState;
  /** Why it cannot be applied; null for an open one. */
  readonly because: string | null;
  /** The run that applied it. */
  readonly appliedBy: string | null;
}

/** Plans, and how many there are beside them. */
export interface PlanList {
  readonly total: number;
  readonly plans: ReadonlyArray<ListedPlan>;
}

/** Reads which run applied which plan, by the plan's number. */
const readApplied = Effect.gen(function* () {
  const database = yield* Database;
  const planId = sql<string | null>`${runs.arguments} ->> 'planId'`;
  const rows = yield* database.query("plan.read_applied", (db) =>
    db
      .select({ planId, runId: runs.run_id })
      .from(runs)
      .where(sql`${planId} is not null and ${inArray(runs.status, ["succeeded", "unchanged"])}`)
      .orderBy(asc(runs.started_at)),
  );
  return new Map(rows.map((row) => [row.planId, row.runId]));
});

/** What is wrong with a file that was planned, by path and content; plans of one file share it, for it takes reading the file. */
type FileTroubles = Map<string, string | null>;

const readFileTrouble = (file: PlannedFile, known: FileTroubles): Effect.Effect<string | null, Config.ConfigError> =>
  Effect.gen(function* () {
    const key = `${file.sha256} ${file.path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const trouble = yield* Effect.as(findPinned(file), null).pipe(
      Effect.catchIf(
        (error) => error instanceof PipelineError,
        ({ message }) => Effect.succeed(message.replace(/ Nothing was done\..*$/s, "")),
      ),
    );
    known.set(key, trouble);
    return trouble;
  });

/** Says why the files of a plan are not as they were; null when they are. */
const readTrouble = ({ files }: Plan, known: FileTroubles): Effect.Effect<string | null, Config.ConfigError> =>
  Effect.map(
    Effect.forEach(files, (file) => readFileTrouble(file, known)),
    (troubles) => troubles.find((trouble) => trouble !== null) ?? null,
  );

const gateTrouble = ({ outcome }: Plan): string =>
  `its checks would fail: ${outcome.brokenChecks
    .filter(({ status }) => status === "failed")
    .map(({ name }) => name)
    .join(", ")}`;

/** Says how a plan stands, by the run that applied it and by what it stands on as that is now. */
const stand = (
  plan: Plan,
  appliedBy: string | null,
  present: PlanBase,
  known: FileTroubles,
): Effect.Effect<ListedPlan, Config.ConfigError> => {
  if (appliedBy !== null) {
    return Effect.succeed({ plan, state: "applied", because: `applied by run ${appliedBy}`, appliedBy });
  }
  if (!plan.is_applicable) {
    return Effect.succeed({ plan, state: "gate_closed", because: gateTrouble(plan), appliedBy });
  }
  const moved = movedSince(plan.base, present);
  const trouble = moved.length > 0 ? Effect.succeed(moved.join("; ")) : readTrouble(plan, known);
  return Effect.map(trouble, (because) => ({ plan, state: because === null ? "open" : "stale", because, appliedBy }));
};

/**
 * Reads the plans of a source, the newest first, and how each stands now.
 *
 * Reads    ops.plans, ops.runs, what plans stand on; of plans that may be open, the files
 */
export const readPlans = (
  source: string,
  limit: number,
): Effect.Effect<PlanList, DatabaseError | Config.ConfigError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const isOfSource = eq(plans.source, source);
    const found = yield* database.query("plan.read_list", (db) =>
      db.select().from(plans).where(isOfSource).orderBy(desc(plans.plan_id)).limit(limit),
    );
    const total = yield* database.query("plan.count", (db) => db.$count(plans, isOfSource));
    const applied = yield* readApplied;
    const present = yield* readPlanBase(source);
    const known: FileTroubles = new Map();
    const listed = yield* Effect.forEach(found, (plan) =>
      stand(plan, applied.get(String(plan.plan_id)) ?? null, present, known),
    );
    return { total, plans: listed };
  });
