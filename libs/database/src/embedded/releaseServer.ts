import { type Duration, Effect, type Redacted, Schedule } from "effect";
import { type AdminConnection, closeAdminConnection, openAdminConnection } from "./AdminConnection.ts";
import type { ConnectFailure } from "./classifyConnectFailure.ts";
import type { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { inspectServer } from "./inspectServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { stopIfClaimed } from "./stopIfUnused.ts";
import { unshareServer } from "./usageLock.ts";

/** How long to wait for a server that restarts after a crash. */
const duringRestart = Schedule.spaced("200 millis").pipe(Schedule.upTo({ duration: "10 seconds" }));

/** How long the other users of a server that restarted have to mark it again; they look every 100 milliseconds. */
const graceAfterRestart = "2 seconds";

const reopen = Effect.fnUntraced(
  function* (place: ServerPlace, password: Redacted.Redacted<string>) {
    const state = yield* inspectServer("stop", place);
    if (state._tag !== "Alive" || state.port === undefined) return undefined;
    return yield* openAdminConnection(state.port, password);
  },
  Effect.retry({ while: (error) => error._tag === "NotYet", schedule: duringRestart }),
);

/** The way out for a session that was lost, and its mark with it: the server restarts after a crash, or is gone. */
const stopAfterLoss = (
  place: ServerPlace,
  password: Redacted.Redacted<string>,
  stopTimeout: Duration.Duration,
): Effect.Effect<boolean, ConnectFailure | EmbeddedPostgresError> =>
  Effect.acquireUseRelease(
    reopen(place, password),
    (connection) =>
      connection === undefined
        ? Effect.succeed(false)
        : Effect.andThen(Effect.sleep(graceAfterRestart), stopIfClaimed(connection, place, stopTimeout)),
    (connection) => (connection === undefined ? Effect.void : closeAdminConnection(connection)),
  );

const wordFailure = (failure: ConnectFailure | EmbeddedPostgresError): string => {
  if (failure._tag === "EmbeddedPostgresError") return failure.message;
  return failure._tag === "PasswordRejected" ? "it does not accept its password any more" : failure.detail;
};

/**
 * Ends the use of a server: takes the mark back, and stops the server where this was the last one.
 *
 * The mark goes first. If two commands end at once, the later of the two finds no mark and claims the server; asking for the claim with the own
 * mark in place would let both find the other's.
 * Errors   none; a server that cannot be stopped is a warning, since the command's work is done, and the next command adopts it
 */
export const releaseServer = (
  connection: AdminConnection,
  place: ServerPlace,
  password: Redacted.Redacted<string>,
  stopTimeout: Duration.Duration,
): Effect.Effect<void> =>
  unshareServer(connection).pipe(
    Effect.andThen(stopIfClaimed(connection, place, stopTimeout)),
    Effect.catchTag("NotYet", () => stopAfterLoss(place, password, stopTimeout)),
    Effect.catch((error) =>
      Effect.logWarning(`The embedded PostgreSQL server was left running: ${wordFailure(error)}.`),
    ),
    Effect.ensuring(closeAdminConnection(connection)),
    Effect.asVoid,
  );
