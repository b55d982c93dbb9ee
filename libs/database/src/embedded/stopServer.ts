import { Duration, Effect } from "effect";
import { closeAdminConnection, openAdminConnection } from "./AdminConnection.ts";
import type { ConnectFailure } from "./classifyConnectFailure.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { defaultStopTimeout } from "./EmbeddedServerOptions.ts";
import { findServerPlace } from "./findServerPlace.ts";
import { inspectServer } from "./inspectServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { readPassword } from "./serverPassword.ts";
import { shutDownServer } from "./shutDownServer.ts";
import { stopIfClaimed } from "./stopIfUnused.ts";
import { countUsers } from "./usageLock.ts";

/** How to stop a server. */
export interface StopOptions {
  /** Stop it although other commands use it: their work fails. */
  readonly force?: boolean | undefined;
  /** How long a fast shutdown may take before an immediate one; 1 minute unless stated. */
  readonly stopTimeout?: Duration.Input | undefined;
}

const connectionFailed = (port: number) => (failure: ConnectFailure) =>
  new EmbeddedPostgresError({
    operation: "stop",
    reason: {
      _tag: "ConnectionFailed",
      port,
      detail: failure._tag === "PasswordRejected" ? "it does not accept the password of this home" : failure.detail,
    },
  });

const stopUnused = Effect.fnUntraced(function* (place: ServerPlace, port: number, stopTimeout: Duration.Duration) {
  const password = yield* readPassword("stop", place);
  yield* Effect.acquireUseRelease(
    openAdminConnection(port, password).pipe(Effect.mapError(connectionFailed(port))),
    (connection) =>
      Effect.gen(function* () {
        if (yield* stopIfClaimed(connection, place, stopTimeout)) return;
        const userCount = yield* countUsers(connection);
        return yield* new EmbeddedPostgresError({ operation: "stop", reason: { _tag: "InUse", userCount } });
      }).pipe(
        Effect.catchTag(["NotYet", "Refused", "PasswordRejected"], (failure) =>
          Effect.fail(connectionFailed(port)(failure)),
        ),
      ),
    closeAdminConnection,
  );
});

/**
 * Stops the server of a home, unless other commands use it; says whether there was one to stop.
 *
 * Idempotent   yes
 * Errors       `InUse` (retryable), `StopTimeout`, `ConnectionFailed` (retryable), `PasswordMissing`
 */
export const stopServer = Effect.fn("database.stopServer")(function* (home: string, options: StopOptions = {}) {
  const stopTimeout =
    options.stopTimeout === undefined ? defaultStopTimeout : Duration.fromInputUnsafe(options.stopTimeout);
  const place = yield* findServerPlace("stop", home);
  const state = yield* inspectServer("stop", place);
  if (state._tag !== "Alive") return false;
  const { port } = state;
  if (options.force === true || port === undefined || state.phase !== "ready") {
    yield* shutDownServer(state.process, stopTimeout);
  } else {
    yield* stopUnused(place, port, stopTimeout);
  }
  return true;
});
