import * as NodeRuntime from "@effect/platform-node/NodeRuntime";
import { Database, host } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { logLayer, tracingLayer } from "@trialflow/observability";
import { openLineageLayerConfig } from "@trialflow/openlineage";
import {
  layerProcessMetrics,
  loadAlertSettings,
  loadSchedules,
  refuseSharedDatabase,
  retentionPolicy,
} from "@trialflow/operations";
import { Program, Progress } from "@trialflow/pipeline";
import { Effect, Layer, Logger } from "effect";
import { SchedulerConfig, type SchedulerSettings } from "./config.ts";
import { Draining } from "./engine/Draining.ts";
import { Runner } from "./engine/Runner.ts";
import { SourceDatabases } from "./engine/SourceDatabases.ts";
import { TurnQueue } from "./engine/TurnQueue.ts";
import { takeTurns } from "./engine/takeTurns.ts";
import { exitCode } from "./exitCode.ts";
import { logCause } from "./logCause.ts";
import { logProgress } from "./logProgress.ts";
import { migrateDatabases } from "./migrateDatabases.ts";
import { programLayer } from "./programLayer.ts";
import { purgeDaily } from "./purgeDaily.ts";
import { scheduler } from "./scheduler.ts";

/** Who this scheduler is among its like. */
const runnerLayer = ({ runner }: SchedulerSettings) =>
  Layer.succeed(Runner, { name: runner === null ? `${host()}#${process.pid}` : `${runner.host}:${runner.port}` });

const world = (settings: SchedulerSettings) =>
  Layer.mergeAll(
    SourceDatabases.layer,
    Sources.layerConfig,
    programLayer,
    runnerLayer(settings),
    Layer.succeed(Progress, logProgress),
    openLineageLayerConfig,
    layerProcessMetrics,
  ).pipe(Layer.provideMerge(Database.layerConfig));

const app = Effect.gen(function* () {
  const settings = yield* SchedulerConfig;
  const schedules = yield* loadSchedules();
  const alertSettings = yield* loadAlertSettings(schedules);
  const policy = yield* retentionPolicy;
  const program = Effect.gen(function* () {
    const { info } = yield* Database;
    yield* refuseSharedDatabase(schedules, info.database);
    yield* migrateDatabases(schedules);
    const working = Effect.gen(function* () {
      const draining = yield* Draining;
      yield* Effect.forkScoped(takeTurns);
      yield* Effect.forkScoped(purgeDaily(policy, schedules));
      // Runs before the takers are interrupted.
      yield* Effect.addFinalizer(() => draining.finish(settings.shutdownTimeout));
      return yield* scheduler(settings, schedules, alertSettings);
    });
    // Its tables are made by the first scheduler that has migrated the database.
    return yield* working.pipe(Effect.scoped, Effect.provide(Layer.mergeAll(TurnQueue.layer, Draining.layer)));
  });
  return yield* program.pipe(Effect.scoped, Effect.provide(world(settings)));
});

/** For what goes wrong before it is known how log lines shall look. */
const plainLog = Logger.layer([Logger.withConsoleError(Logger.formatJson)]);

const logging = logLayer("json").pipe(
  Layer.tapCause((cause) => Effect.provide(logCause("Cannot start", cause), plainLog)),
);

const tracing = Layer.unwrap(
  Effect.map(Program, ({ version }) => tracingLayer({ name: "trialflow-scheduler", version })),
).pipe(Layer.provide(programLayer));

const main = app.pipe(
  Effect.tapCause((cause) => logCause("Cannot go on", cause)),
  Effect.onInterrupt(() => Effect.logInfo("Stopped")),
  Effect.provide(Layer.merge(logging, tracing)),
);

NodeRuntime.runMain(main, {
  disableErrorReporting: true,
  // The default calls process.exit(), which cuts off log lines on their way to a pipe and can hang in Node itself; everything is
  // closed here, so the process ends by itself.
  teardown: (exit) => {
    process.exitCode = exitCode(exit);
  },
});
