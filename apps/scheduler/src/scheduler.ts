import { type Database, type DatabaseError, migrate } from "@trialflow/database";
import type { Sources } from "@trialflow/extract";
import { Program } from "@trialflow/pipeline";
import { Clock, Cron, Effect, Layer } from "effect";
import type { SchedulerSettings } from "./config.ts";
import { healthServer } from "./healthServer.ts";
import { ingestOnce } from "./ingestOnce.ts";
import { type LastRunRef, noteRun } from "./LastRun.ts";
import type { ListenError } from "./ListenError.ts";
import { nextTick } from "./nextTick.ts";
import { retryPolicy } from "./retryPolicy.ts";
import { runOnTicks } from "./runOnTicks.ts";
import { withGrace } from "./withGrace.ts";

/**
 * Migrates the database, then serves `/healthz` and ingests at each tick until it is interrupted. Then it takes no more ticks,
 * lets a run that is under way end, and stops.
 *
 * Errors   those of the start; a run that fails is logged, and the next tick comes
 */
export const scheduler = (
  settings: SchedulerSettings,
  lastRun: LastRunRef,
): Effect.Effect<never, DatabaseError | ListenError, Database | Sources | Program> =>
  Effect.gen(function* () {
    const { version, osUser } = yield* Program;
    const { appliedCount, totalCount } = yield* migrate(version, osUser);
    yield* Effect.annotateLogs(Effect.logInfo("The database is migrated"), { appliedCount, totalCount });
    yield* Layer.build(healthServer(settings, lastRun));
    const firstTick = nextTick(settings.cron, yield* Clock.currentTimeMillis);
    yield* Effect.annotateLogs(Effect.logInfo("Waiting for the first tick"), {
      cron: Cron.format(settings.cron, { includeSeconds: true }),
      nextRunAt: new Date(firstTick).toISOString(),
    });
    const attempt = withGrace(ingestOnce(lastRun), settings.shutdownTimeout, noteRun(lastRun, null, "interrupted"));
    const run = retryPolicy(attempt).pipe(
      // How each attempt ended is in the log; the loop goes on.
      Effect.ignoreCause,
    );
    return yield* runOnTicks(settings, run);
  }).pipe(Effect.scoped);
