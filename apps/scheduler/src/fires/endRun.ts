import type { Database, DatabaseError } from "@trialflow/database";
import { endFire, type Fire, type FireEnd } from "@trialflow/operations";
import { closeCarriedRun, type Program, type StepFailure, tellListeners } from "@trialflow/pipeline";
import { type RunStatus, stepNames } from "@trialflow/schema";
import { Cause, Effect, Exit } from "effect";
import type { CarriedRun } from "../engine/payloads.ts";
import { SourceDatabases } from "../engine/SourceDatabases.ts";

/** How a fire and the run behind it end. */
export interface End {
  readonly fire: FireEnd;
  readonly run: RunStatus;
  /** Null when the work is done. */
  readonly reason: string | null;
  readonly failure?: StepFailure;
  /** Whether a step under way is undone; by default its end is waited for. */
  readonly isAtOnce?: boolean;
}

const gateClosed =
  "The quality gate is closed: checks failed, nothing of the file was published and analytics is as it was. The failing checks: trialflow runs show";

const stepOf = (failure: StepFailure | undefined) => {
  const name = failure?.stepKey.split("/").at(-1);
  return stepNames.find((known) => known === name) ?? null;
};

const endOf = (exit: Exit.Exit<"succeeded" | "unchanged" | "gate_failed", StepFailure>): End => {
  if (Exit.isSuccess(exit)) {
    const status = exit.value;
    return { fire: status, run: status, reason: status === "gate_failed" ? gateClosed : null };
  }
  const failure = Cause.findErrorOption(exit.cause);
  if (failure._tag === "Some") {
    return { fire: "failed", run: "failed", reason: failure.value.message, failure: failure.value };
  }
  const [first = ""] = Cause.pretty(exit.cause).split("\n");
  return { fire: "failed", run: "failed", reason: `a defect of the program: ${first}` };
};

/**
 * Ends a run in the ledger of its source and then its fire; what is done of it before a crash is done again. The first end counts: one that
 * people ended meanwhile stays as they ended it.
 *
 * Gives the fire when it was ended here, otherwise null.
 */
export const settle = (
  run: Pick<CarriedRun, "runId" | "resumedCount" | "database" | "schedule">,
  { fire: status, run: runStatus, reason, failure, isAtOnce = false }: End,
): Effect.Effect<Fire | null, DatabaseError, Database | Program | SourceDatabases> =>
  Effect.gen(function* () {
    const { runId, resumedCount, database, schedule } = run;
    const databases = yield* SourceDatabases;
    yield* databases.on(
      database,
      Effect.flatMap(
        closeCarriedRun(runId, runStatus, reason, { step: stepOf(failure), subject: null, isAtOnce }),
        (wasOpen) => (wasOpen ? tellListeners("finished", runId) : Effect.void),
      ),
    );
    const ended = yield* endFire({ fireId: runId, resumedCount, status, reason, runId });
    if (ended === null) return null;
    const line = status === "succeeded" || status === "unchanged" ? Effect.logInfo : Effect.logError;
    yield* Effect.annotateLogs(line("Fire ended"), {
      schedule,
      fireId: runId,
      status,
      ...(reason === null ? {} : { reason }),
    });
    return ended;
  });

/** Ends a run as its program ended. */
export const endRun = (
  run: CarriedRun,
  exit: Exit.Exit<"succeeded" | "unchanged" | "gate_failed", StepFailure>,
): Effect.Effect<void, DatabaseError, Database | Program | SourceDatabases> => Effect.asVoid(settle(run, endOf(exit)));
