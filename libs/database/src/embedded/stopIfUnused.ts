import { type Duration, Effect, type Redacted } from "effect";
import { type AdminConnection, closeAdminConnection, openAdminConnection } from "./AdminConnection.ts";
import { inspectServer } from "./inspectServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { shutDownServer } from "./shutDownServer.ts";
import { tryClaimServer } from "./usageLock.ts";

/** Stops the server where no session marks it as in use; says whether it did. The session must not hold a mark itself. */
export const stopIfClaimed = Effect.fnUntraced(function* (
  connection: AdminConnection,
  place: ServerPlace,
  stopTimeout: Duration.Duration,
) {
  if (!(yield* tryClaimServer(connection))) return false;
  const state = yield* inspectServer("stop", place);
  if (state._tag === "Alive") yield* shutDownServer(state.process, stopTimeout);
  return true;
});

/**
 * Stops the server where no session marks it as in use, over a session of its own; says whether it did.
 * A server that is still starting has no users.
 */
export const stopIfUnused = Effect.fnUntraced(function* (
  place: ServerPlace,
  password: Redacted.Redacted<string>,
  stopTimeout: Duration.Duration,
) {
  const state = yield* inspectServer("stop", place);
  if (state._tag !== "Alive" || state.phase === "stopping") return false;
  if (state.phase === "starting" || state.port === undefined) {
    yield* shutDownServer(state.process, stopTimeout);
    return true;
  }
  return yield* Effect.acquireUseRelease(
    openAdminConnection(state.port, password),
    (connection) => stopIfClaimed(connection, place, stopTimeout),
    closeAdminConnection,
  );
});
