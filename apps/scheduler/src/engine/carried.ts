import type { Database } from "@trialflow/database";
import { noteAttempt } from "@trialflow/operations";
import {
  CurrentCarrier,
  countBegunStep,
  forgetBegunStep,
  type IngestFailure,
  PipelineError,
  type StepFailure,
  stepFailure,
} from "@trialflow/pipeline";
import { Clock, Duration, Effect, Schedule } from "effect";
import type { CarriedRun, RetryRule } from "./payloads.ts";
import { Runner } from "./Runner.ts";
import { SourceDatabases } from "./SourceDatabases.ts";

/** A step that was begun so often and never came to an end takes its processes down: it is given up. */
const mostDeaths = 3;

const poison = (stepKey: string, begun: number) =>
  new PipelineError({
    operation: "scheduler.step",
    reason: "PoisonStep",
    message: `The step "${stepKey}" was begun ${begun} times and its scheduler died each time; it is not begun again. Look into the logs of the schedulers for what ended them (memory, a kill), take away or correct the file, then: trialflow runs resume`,
    isRetryable: false,
  });

const waits = ({ attempts, firstDelayMs, maxDelayMs }: RetryRule) =>
  Schedule.min([
    Schedule.exponential(Duration.millis(firstDelayMs)),
    Schedule.spaced(Duration.millis(maxDelayMs)),
  ]).pipe(
    Schedule.setInputType<StepFailure>(),
    Schedule.while(({ input, attempt }) => input.isRetryable && attempt < attempts),
  );

/**
 * Performs a step of a run that the engine carries: on the source's database, under the step's name, again and again as the schedule says
 * while its error says that it may pass. Each failed attempt stands in the ledger and in the log.
 *
 * Errors   {@link StepFailure}: what is left of any error
 */
export const carried = <A, R>(
  run: CarriedRun,
  stepKey: string,
  work: Effect.Effect<A, IngestFailure, R>,
): Effect.Effect<A, StepFailure, Exclude<R, Database> | Database | Runner | SourceDatabases> =>
  Effect.gen(function* () {
    const runner = yield* Runner;
    const databases = yield* SourceDatabases;
    /** An attempt whose end could not be noted, because the database was gone, is no death. */
    let isEndUnnoted = false;
    const attempt = databases.on(
      run.database,
      Effect.gen(function* () {
        if (isEndUnnoted) yield* forgetBegunStep(run.runId, stepKey);
        const begun = yield* countBegunStep(run.runId, stepKey);
        isEndUnnoted = true;
        if (begun >= mostDeaths) return yield* poison(stepKey, begun);
        return yield* Effect.provideService(work, CurrentCarrier, { stepKey, runner: runner.name }).pipe(
          // Whatever its end, it had one.
          Effect.onExit(() =>
            Effect.ignore(
              Effect.map(forgetBegunStep(run.runId, stepKey), () => {
                isEndUnnoted = false;
              }),
            ),
          ),
        );
      }),
    );
    return yield* attempt.pipe(
      Effect.mapError((error) => stepFailure(stepKey, error)),
      Effect.tapError((failure) =>
        Effect.gen(function* () {
          const at = new Date(yield* Clock.currentTimeMillis).toISOString();
          const { message, isRetryable } = failure;
          yield* Effect.annotateLogs(Effect.logWarning("A step failed"), {
            step: stepKey,
            error: failure.error,
            reason: failure.reason,
            message,
            isRetryable,
          });
          // The database may be what failed: then the log alone has it.
          yield* Effect.ignore(noteAttempt(run.runId, { at, step: stepKey, error: message, isRetryable }));
        }),
      ),
      Effect.retry(waits(run.retry)),
      Effect.annotateLogs({ runId: run.runId, step: stepKey }),
    ) as Effect.Effect<A, StepFailure, Exclude<R, Database> | Database | Runner | SourceDatabases>;
  });
