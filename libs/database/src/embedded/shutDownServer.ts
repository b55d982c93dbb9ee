import { Duration, Effect } from "effect";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { isStillRunning, type LiveProcess } from "./findProcess.ts";
import { signalServer } from "./signalServer.ts";

/** How long an immediate shutdown may take. */
const immediateTimeout = Duration.seconds(10);

const waitUntilGone = Effect.fnUntraced(function* (live: LiveProcess) {
  while (yield* isStillRunning(live)) yield* Effect.sleep("10 millis");
  return true;
});

/**
 * Stops a server process: fast shutdown (SIGINT: sessions are ended, data is written), and where that takes too long immediate shutdown
 * (SIGQUIT: the next start recovers from the log), with a warning. Returns when the process is gone.
 *
 * Idempotent   yes; a process that is gone is stopped
 * Errors       `StopTimeout`; `FileFailed` where the process belongs to another user
 * Source       PostgreSQL 18 manual, 18.5 Shutting Down the Server
 */
export const shutDownServer = Effect.fnUntraced(function* (live: LiveProcess, timeout: Duration.Duration) {
  if (!(yield* isStillRunning(live))) return;
  yield* signalServer(live.pid, "SIGINT");
  const gone = waitUntilGone(live);
  if (yield* gone.pipe(Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.succeed(false) }))) return;
  yield* Effect.logWarning(
    `The embedded PostgreSQL server (process ${live.pid}) did not stop within ${Duration.format(timeout)}; stopping it at once. Its next start recovers from its log.`,
  );
  yield* signalServer(live.pid, "SIGQUIT");
  const waitedMillis = Duration.toMillis(timeout) + Duration.toMillis(immediateTimeout);
  yield* gone.pipe(
    Effect.timeoutOrElse({
      duration: immediateTimeout,
      orElse: () =>
        Effect.fail(
          new EmbeddedPostgresError({
            operation: "stop",
            reason: { _tag: "StopTimeout", pid: live.pid, waitedMillis },
          }),
        ),
    }),
  );
});
