import { Effect, Redacted, Ref } from "effect";
import { superuser } from "./AdminConnection.ts";
import { type EmbeddedServerOptions, resolveServerOptions } from "./EmbeddedServerOptions.ts";
import { checkDatabaseName, ensureDatabase } from "./ensureDatabase.ts";
import { joinOrStartServer } from "./joinOrStartServer.ts";
import { keepUsageMark } from "./keepUsageMark.ts";
import { prepareServerPlace } from "./prepareServerPlace.ts";
import { releaseServer } from "./releaseServer.ts";
import { readPassword } from "./serverPassword.ts";

/** An embedded server that is running and in use by this process. */
export interface EmbeddedServer {
  /** Leads to the database as superuser; it holds the password. */
  readonly url: Redacted.Redacted<string>;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Whether the server ran before: another command uses it, or one was killed and left it behind. */
  readonly wasRunning: boolean;
}

const host = "127.0.0.1";

/**
 * Gives a running PostgreSQL server for a home folder, until the scope closes; the last of its users stops it.
 *
 * Starts from whatever is there: an empty home (initdb), a stopped server, one that another command uses, one that a killed command left behind,
 * one that was killed itself. Any number of processes may do so at the same time.
 *
 * Idempotent   yes, keyed by the home folder
 * Errors       `EmbeddedPostgresError`; `isRetryable` for `StartTimeout` and `ConnectionFailed`
 */
export const acquireServer = Effect.fn("database.acquireServer")(function* (options: EmbeddedServerOptions) {
  const resolved = resolveServerOptions(options);
  yield* checkDatabaseName(resolved.database);
  const place = yield* prepareServerPlace(resolved);
  const { current, port, wasRunning, password } = yield* Effect.acquireRelease(
    Effect.gen(function* () {
      const joined = yield* joinOrStartServer(resolved, place);
      const password = yield* readPassword("join", place);
      return { ...joined, password, current: Ref.makeUnsafe(joined.connection) };
    }),
    ({ current, password }) =>
      Effect.flatMap(Ref.get(current), (connection) =>
        releaseServer(connection, place, password, resolved.stopTimeout),
      ),
    { interruptible: true },
  );
  yield* ensureDatabase(yield* Ref.get(current), resolved.database);
  yield* Effect.forkScoped(keepUsageMark(current, place, password));
  const credentials = `${superuser}:${encodeURIComponent(Redacted.value(password))}`;
  return {
    url: Redacted.make(`postgres://${credentials}@${host}:${port}/${resolved.database}`),
    host,
    port,
    dataFolder: place.dataFolder,
    wasRunning,
  } satisfies EmbeddedServer;
});
