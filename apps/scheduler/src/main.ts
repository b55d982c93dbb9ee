import * as NodeRuntime from "@effect/platform-node/NodeRuntime";
import { Database } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { logLayer } from "@trialflow/observability";
import { Effect, Layer, Logger, Ref } from "effect";
import { SchedulerConfig } from "./config.ts";
import { exitCode } from "./exitCode.ts";
import type { LastRun } from "./LastRun.ts";
import { logCause } from "./logCause.ts";
import { programLayer } from "./programLayer.ts";
import { scheduler } from "./scheduler.ts";

/** Outside of the program, because its exit code is found when the program has ended. */
const lastRun = Ref.makeUnsafe<LastRun | null>(null);

const app = Effect.gen(function* () {
  const settings = yield* SchedulerConfig;
  const layer = Layer.mergeAll(Database.layerConfig, Sources.layerConfig, programLayer);
  return yield* Effect.provide(scheduler(settings, lastRun), layer);
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
    process.exitCode = exitCode(exit, Ref.getUnsafe(lastRun));
  },
});
