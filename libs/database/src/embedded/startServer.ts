import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { Clock, Deferred, Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { classifyStartFailure } from "./classifyStartFailure.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { EmbeddedPostgresReason } from "./EmbeddedPostgresReason.ts";
import { freePort } from "./freePort.ts";
import { inspectServer } from "./inspectServer.ts";
import { type LaunchedServer, type LaunchOptions, launchServer } from "./launchServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { readLogTail, rotateLog } from "./serverLog.ts";

/** What a start needs to know; the port is chosen here. */
export interface StartOptions extends Omit<LaunchOptions, "port"> {
  /** The point in time, in milliseconds of the clock, after which no other attempt is made. */
  readonly deadline: number;
}

/** Waits until the server says that it takes connections (`ready`), or has ended, or the time is over. */
const waitForServer = Effect.fnUntraced(function* (place: ServerPlace, launched: LaunchedServer, deadline: number) {
  for (;;) {
    if (Deferred.isDoneUnsafe(launched.ended)) return "ended" as const;
    const state = yield* inspectServer("start", place);
    if (state._tag === "Alive" && state.process.pid === launched.pid && state.phase === "ready")
      return "ready" as const;
    if ((yield* Clock.currentTimeMillis) > deadline) return "late" as const;
    yield* Effect.sleep("10 millis");
  }
});

const removeStalePid = Effect.fnUntraced(function* (place: ServerPlace) {
  const state = yield* inspectServer("start", place);
  if (state._tag !== "Stopped" || !state.isPidReused) return;
  const file = join(place.dataFolder, "postmaster.pid");
  yield* Effect.logWarning(`${file} names a process that is another program by now; removing it.`);
  yield* attemptFile("start", file, () => unlink(file));
});

const failure = (reason: EmbeddedPostgresReason) => new EmbeddedPostgresError({ operation: "start", reason });

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it takes connections. Tries again where another program took the port,
 * and waits where processes of a killed server still hold its memory. Call it under the start lock.
 *
 * Also returns (`false`) where another process started the server first, or the time is over and the server still recovers: then look again.
 * Errors   `StartFailed` with the end of the log, `DiskFull`, `BinariesUnusable`
 */
export const startServer = Effect.fn("database.startEmbeddedServer")(function* (options: StartOptions) {
  const { place, deadline } = options;
  yield* removeStalePid(place);
  yield* rotateLog(place.logFile);
  for (;;) {
    const launched = yield* launchServer({ ...options, port: yield* freePort });
    const outcome = yield* waitForServer(place, launched, deadline);
    if (outcome !== "ended") return outcome === "ready";
    const log = yield* readLogTail(place.logFile, launched.logOffset);
    const found = classifyStartFailure(log);
    if (found._tag === "AlreadyRunning" || (yield* Clock.currentTimeMillis) > deadline) return false;
    if (found._tag === "DiskFull") {
      return yield* failure({ _tag: "DiskFull", path: place.dataFolder, detail: found.detail });
    }
    if (found._tag === "Failed") {
      return yield* failure({ _tag: "StartFailed", logFile: place.logFile, logTail: log, detail: found.detail });
    }
    yield* Effect.sleep("200 millis");
  }
});
