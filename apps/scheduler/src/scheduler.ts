import type { Database, DatabaseError } from "@trialflow/database";
import { type AlertSettings, makeWatch, type OperationsError, requestFire, type Schedule } from "@trialflow/operations";
import type { Program } from "@trialflow/pipeline";
import { Effect, Layer, type Scope } from "effect";
import type { SchedulerSettings } from "./config.ts";
import { describeFailure } from "./describeFailure.ts";
import type { Runner } from "./engine/Runner.ts";
import { SourceDatabases } from "./engine/SourceDatabases.ts";
import type { TurnQueue } from "./engine/TurnQueue.ts";
import { makeCarryFires } from "./fires/carryFires.ts";
import { makeTakeDueTicks } from "./fires/takeDueTicks.ts";
import { healthServer } from "./healthServer.ts";
import type { ListenError } from "./ListenError.ts";

/** How often the ledger is looked at. */
const interval = "1 second";

/**
 * Serves `/healthz`, `/readyz` and `/metrics`, takes the ticks of the schedules and looks after the fires until it is interrupted.
 *
 * Errors   those of the start; what fails later is logged, and tried again a second later
 */
export const scheduler = (
  settings: SchedulerSettings,
  schedules: ReadonlyArray<Schedule>,
  alertSettings: AlertSettings,
): Effect.Effect<
  never,
  DatabaseError | OperationsError | ListenError,
  TurnQueue | SourceDatabases | Database | Program | Runner | Scope.Scope
> =>
  Effect.gen(function* () {
    yield* Layer.build(healthServer(settings, schedules));
    for (const schedule of schedules.filter(({ isEnabled, isRunAtStart }) => isEnabled && isRunAtStart)) {
      yield* requestFire(schedule, "the scheduler started");
    }
    const takeDueTicks = yield* makeTakeDueTicks(schedules);
    const carryFires = yield* makeCarryFires(schedules);
    const databases = yield* SourceDatabases;
    const tell = yield* makeWatch({ schedules, settings: alertSettings, onSource: databases.on });
    yield* Effect.annotateLogs(Effect.logInfo("Waiting for the ticks"), {
      schedules: schedules
        .filter(({ isEnabled }) => isEnabled)
        .map(({ name, cron, timeZone }) => ({ name, cron, timeZone })),
    });
    const turn = takeDueTicks.pipe(
      Effect.andThen(carryFires),
      Effect.flatMap(tell),
      Effect.catch((error) =>
        Effect.annotateLogs(Effect.logWarning("Cannot read or write the ledger at the moment"), {
          ...describeFailure(error),
        }),
      ),
    );
    return yield* Effect.onInterrupt(Effect.forever(Effect.andThen(turn, Effect.sleep(interval))), () =>
      Effect.logInfo("Told to stop: no more ticks"),
    );
  });
