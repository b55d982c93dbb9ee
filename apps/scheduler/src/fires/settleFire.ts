import type { Database, DatabaseError } from "@trialflow/database";
import { endFire, type Fire, type FireEnd, type Schedule } from "@trialflow/operations";
import { finishRun, type Program, type StepFailure, tellListeners } from "@trialflow/pipeline";
import type { RunStatus } from "@trialflow/schema";
import { Cause, Clock, Duration, Effect, Exit } from "effect";
import { type EngineServices, interruptRun, pollRun, submitRun } from "../engine/index.ts";
import { SourceDatabases } from "../engine/SourceDatabases.ts";
import { payloadOf } from "./payloadOf.ts";

/** How a fire ended, and the run behind it. */
interface End {
  readonly fire: FireEnd;
  readonly run: RunStatus;
  /** Null when the work is done. */
  readonly reason: string | null;
  readonly failure?: StepFailure;
}

const stepOf = (stepKey: string) => stepKey.split("/").at(-1);

/** Ends the run in the ledger of its source and then the fire: what is done of it after a crash is done again. */
const end = (fire: Fire, schedule: Schedule, { fire: status, run, reason, failure }: End) =>
  Effect.gen(function* () {
    const databases = yield* SourceDatabases;
    const step = failure === undefined ? undefined : stepOf(failure.stepKey);
    const place = { step: isStepName(step) ? step : null, subject: null };
    yield* databases.on(
      schedule.database,
      Effect.flatMap(finishRun(fire.fireId, run, reason, place), (wasOpen) =>
        wasOpen ? tellListeners("finished", fire.fireId) : Effect.void,
      ),
    );
    const ended = yield* endFire({ ...fire, status, reason, runId: fire.fireId });
    if (ended === null) return null;
    const line = status === "succeeded" || status === "unchanged" ? Effect.logInfo : Effect.logError;
    yield* Effect.annotateLogs(line("Fire ended"), {
      schedule: schedule.name,
      fireId: fire.fireId,
      status,
      ...(reason === null ? {} : { reason }),
    });
    return ended;
  });

const stepNames = ["acquire", "load", "transform", "check", "publish"] as const;
const isStepName = (name: string | undefined): name is (typeof stepNames)[number] =>
  stepNames.some((known) => known === name);

const gateClosed =
  "The quality gate is closed: checks failed, nothing of the file was published and analytics is as it was. The failing checks: trialflow runs show";

/** What the end of the engine's work says. */
const endOf = (exit: Exit.Exit<{ readonly status: "succeeded" | "unchanged" | "gate_failed" }, StepFailure>): End => {
  if (Exit.isSuccess(exit)) {
    const { status } = exit.value;
    return { fire: status, run: status, reason: status === "gate_failed" ? gateClosed : null };
  }
  const failure = Cause.findErrorOption(exit.cause);
  if (failure._tag === "Some") {
    return { fire: "failed", run: "failed", reason: failure.value.message, failure: failure.value };
  }
  const reason = Cause.hasInterruptsOnly(exit.cause)
    ? "the engine's work was interrupted"
    : `a defect of the program: ${Cause.pretty(exit.cause).split("\n")[0]}`;
  return { fire: "failed", run: "failed", reason };
};

/**
 * Looks after a fire that is under way: hands its run to the engine where that has not happened, and ends it when the engine has come to its
 * end, when people want it to stop, or when its time is over. Any scheduler may do so, and several at once: the first end counts.
 *
 * Gives the fire when it was ended here, otherwise null.
 */
export const settleFire = (
  fire: Fire,
  schedule: Schedule,
): Effect.Effect<Fire | null, DatabaseError, EngineServices | SourceDatabases | Database | Program> =>
  Effect.gen(function* () {
    const payload = payloadOf(fire, schedule);
    const now = yield* Clock.currentTimeMillis;
    const isLate = fire.startedAt !== null && now - fire.startedAt.getTime() > Duration.toMillis(schedule.timeout);
    if (fire.status === "cancelling" || isLate) {
      const ended = yield* end(
        fire,
        schedule,
        fire.status === "cancelling"
          ? { fire: "cancelled", run: "cancelled", reason: fire.reason ?? "cancelled" }
          : {
              fire: "timed_out",
              run: "failed",
              reason: `It was not done within ${Duration.format(schedule.timeout)}, the time-out of the schedule. What its finished steps did is kept; let it go on with: trialflow runs resume ${fire.fireId}`,
            },
      );
      // The ledger comes first: from then on no step of the run can begin, wherever it is.
      yield* interruptRun(payload);
      return ended;
    }
    const exit = yield* pollRun(payload);
    if (exit !== null) return yield* end(fire, schedule, endOf(exit));
    yield* submitRun(payload);
    return null;
  });
