import { type Cause, Clock, Deferred, Duration, Effect, Option } from "effect";
import type { AdminConnection } from "./AdminConnection.ts";
import { bringUpServer } from "./bringUpServer.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { ResolvedServerOptions } from "./EmbeddedServerOptions.ts";
import { findProcess } from "./findProcess.ts";
import { inspectServer, type ServerState } from "./inspectServer.ts";
import { joinServer } from "./joinServer.ts";
import type { LaunchedServer } from "./launchServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { readLogTail } from "./serverLog.ts";
import { readPassword } from "./serverPassword.ts";
import { shutDownServer } from "./shutDownServer.ts";
import { withStartLock } from "./startLock.ts";
import { stopIfUnused } from "./stopIfUnused.ts";

/** A server that this process uses: the session holds the mark. */
export interface JoinedServer {
  readonly connection: AdminConnection;
  readonly port: number;
  /** Whether the server ran before this process came. */
  readonly wasRunning: boolean;
}

/** Remembers a server that this run started, for the case that it is interrupted before it uses it. */
interface StartMemory {
  launched: LaunchedServer | undefined;
}

const tryJoin = Effect.fnUntraced(function* (place: ServerPlace, state: ServerState & { _tag: "Alive" }) {
  if (state.phase !== "ready" || state.port === undefined) {
    return { _tag: "NotYet" as const, detail: `the server is ${state.phase}` };
  }
  const outcome = yield* joinServer(place, state.port, yield* readPassword("join", place));
  return outcome._tag === "Joined" ? { ...outcome, port: state.port } : outcome;
});

const search = Effect.fnUntraced(function* (options: ResolvedServerOptions, place: ServerPlace, memory: StartMemory) {
  const waitedMillis = Duration.toMillis(options.startTimeout);
  const deadline = (yield* Clock.currentTimeMillis) + waitedMillis;
  const onLaunched = (launched: LaunchedServer): void => {
    memory.launched = launched;
  };
  for (;;) {
    let lastSeen = "another command is starting it";
    const state = yield* inspectServer("start", place);
    if (state._tag === "Alive") {
      const outcome = yield* tryJoin(place, state);
      if (outcome._tag === "Joined") {
        const { connection, port } = outcome;
        return { connection, port, wasRunning: memory.launched?.pid !== state.process.pid } satisfies JoinedServer;
      }
      lastSeen = outcome.detail;
    } else {
      const isMine = yield* withStartLock(place.lockFile, bringUpServer(options, place, deadline, onLaunched));
      if (Option.isSome(isMine)) lastSeen = "it was started and is not there";
    }
    if ((yield* Clock.currentTimeMillis) > deadline) {
      const logTail = yield* readLogTail(place.logFile);
      return yield* new EmbeddedPostgresError({
        operation: "start",
        reason: { _tag: "StartTimeout", waitedMillis, lastSeen, logFile: place.logFile, logTail },
      });
    }
    yield* Effect.sleep("20 millis");
  }
});

/** Takes back a server that this run started and will not use: unless others use it by now, it is stopped. */
const abandon = Effect.fnUntraced(function* (options: ResolvedServerOptions, place: ServerPlace, memory: StartMemory) {
  if (memory.launched === undefined || Deferred.isDoneUnsafe(memory.launched.ended)) return;
  const launched = yield* findProcess(memory.launched.pid);
  if (launched === undefined) return;
  const state = yield* inspectServer("stop", place);
  const isReady = state._tag === "Alive" && state.process.pid === launched.pid && state.phase === "ready";
  // Before it is ready nobody can use it, and with a password file that is wrong nobody can either.
  const stop = shutDownServer(launched, options.stopTimeout);
  if (!isReady) return yield* stop;
  yield* stopIfUnused(place, yield* readPassword("stop", place), options.stopTimeout).pipe(
    Effect.catchTag("PasswordRejected", () => stop),
  );
});

const isLate = (cause: Cause.Cause<EmbeddedPostgresError>): boolean =>
  cause.reasons.some((reason) => reason._tag === "Fail" && reason.error.reason._tag === "StartTimeout");

/**
 * Uses the server of a place: joins it where it runs, waits while others start or stop it, and starts it where nobody does.
 * An interruption or a failure stops a server that it started and that nobody else uses; a timeout leaves a recovering server at its work.
 *
 * Errors   `StartTimeout` (retryable) and all of joining and bringing up
 */
export const joinOrStartServer = (options: ResolvedServerOptions, place: ServerPlace) =>
  Effect.suspend(() => {
    const memory: StartMemory = { launched: undefined };
    return search(options, place, memory).pipe(
      Effect.onError((cause) =>
        isLate(cause) ? Effect.void : Effect.ignore(abandon(options, place, memory), { log: "Warn" }),
      ),
    );
  });
