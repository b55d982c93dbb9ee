import * as NodeRuntime from "@effect/platform-node/NodeRuntime";
import { Database, host } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { logLayer } from "@trialflow/observability";
import { loadSchedules, refuseSharedDatabase } from "@trialflow/operations";
import { Progress } from "@trialflow/pipeline";
import { Effect, Layer, Logger, Ref } from "effect";
import { SchedulerConfig, type SchedulerSettings } from "./config.ts";
import { demandPlace } from "./demandPlace.ts";
import { engineLayer, ingestWorkflows } from "./engine/index.ts";
import { Runner } from "./engine/Runner.ts";
import { SourceDatabases } from "./engine/SourceDatabases.ts";
import { exitCode } from "./exitCode.ts";
import type { LastFire } from "./LastFire.ts";
import { logCause } from "./logCause.ts";
import { logProgress } from "./logProgress.ts";
import { migrateDatabases } from "./migrateDatabases.ts";
import { programLayer } from "./programLayer.ts";
import { scheduler } from "./scheduler.ts";

/** Who this scheduler is among its like. */
const runnerLayer = ({ runner: address }: SchedulerSettings) =>
  Layer.succeed(Runner, {
    name: address === null ? `${host()}#${process.pid}` : `${address.host}:${address.port}`,
    address,
  });

const world = (settings: SchedulerSettings) =>
  Layer.mergeAll(
    SourceDatabases.layer,
    Sources.layerConfig,
    programLayer,
    runnerLayer(settings),
    Layer.succeed(Progress, logProgress),
  ).pipe(Layer.provideMerge(Database.layerConfig));

const app = Effect.gen(function* () {
  const settings = yield* SchedulerConfig;
  const schedules = yield* loadSchedules();
  const program = Effect.gen(function* () {
    const { info } = yield* Database;
    yield* refuseSharedDatabase(schedules, info.database);
    yield* demandPlace(settings.runner);
    yield* migrateDatabases(schedules);
    const engine = engineLayer({ address: settings.runner, shutdownTimeout: settings.shutdownTimeout });
    const lastFire = yield* Ref.make<LastFire | null>(null);
    return yield* Effect.provide(scheduler(settings, schedules, lastFire), Layer.provideMerge(ingestWorkflows, engine));
  });
  return yield* program.pipe(Effect.scoped, Effect.provide(world(settings)));
});

/** For what goes wrong before it is known how log lines shall look. */
const plainLog = Logger.layer([Logger.withConsoleError(Logger.formatJson)]);

const logging = logLayer("json").pipe(
  Layer.tapCause((cause) => Effect.provide(logCause("Cannot start", cause), plainLog)),
);

const main = app.pipe(
  Effect.tapCause((cause) => logCause("Cannot go on", cause)),
  Effect.onInterrupt(() => Effect.logInfo("Stopped")),
  Effect.provide(logging),
);

NodeRuntime.runMain(main, {
  disableErrorReporting: true,
  // The default calls process.exit(), which cuts off log lines on their way to a pipe and can hang in Node itself; everything is
  // closed here, so the process ends by itself.
  teardown: (exit) => {
    process.exitCode = exitCode(exit);
  },
});
