import { type Duration, Effect, type Redacted, Schedule } from "effect";
import { type AdminConnection, closeAdminConnection } from "./AdminConnection.ts";
import type { ConnectFailure } from "./classifyConnectFailure.ts";
import type { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { stopIfClaimed, stopIfUnused } from "./stopIfUnused.ts";
import { unshareServer } from "./usageLock.ts";

/** How long to wait for a server that restarts after a crash. */
const duringRestart = Schedule.spaced("200 millis").pipe(Schedule.upTo({ duration: "10 seconds" }));

const wordFailure = (failure: ConnectFailure | EmbeddedPostgresError): string =>
  failure._tag === "EmbeddedPostgresError"
    ? failure.message
    : failure._tag === "PasswordRejected"
      ? "it does not accept its password any more"
      : failure.detail;

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
    // A session that was lost (the server restarts after a crash) has no mark any more.
    Effect.catchTag("NotYet", () =>
      stopIfUnused(place, password, stopTimeout).pipe(
        Effect.retry({ while: (error) => error._tag === "NotYet", schedule: duringRestart }),
      ),
    ),
    Effect.catch((error) =>
      Effect.logWarning(`The embedded PostgreSQL server was left running: ${wordFailure(error)}.`),
    ),
    Effect.ensuring(closeAdminConnection(connection)),
    Effect.asVoid,
  );
