import { stat } from "node:fs/promises";
import { Effect, type Redacted } from "effect";
import { type AdminConnection, closeAdminConnection, openAdminConnection, runAdmin } from "./AdminConnection.ts";
import type { ConnectFailure } from "./classifyConnectFailure.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { EmbeddedPostgresReason } from "./EmbeddedPostgresReason.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { tryShareServer } from "./usageLock.ts";

/** The outcome of one try to use a running server. */
export type JoinOutcome =
  | { readonly _tag: "Joined"; readonly connection: AdminConnection }
  | { readonly _tag: "NotYet"; readonly detail: string };

const isSameFolder = (a: string, b: string): Effect.Effect<boolean> =>
  a === b
    ? Effect.succeed(true)
    : Effect.promise(() =>
        Promise.all([stat(a), stat(b)]).then(
          ([first, second]) => first.ino === second.ino && first.dev === second.dev,
          () => false,
        ),
      );

const joinFailure = (reason: EmbeddedPostgresReason) => new EmbeddedPostgresError({ operation: "join", reason });

const share = Effect.fnUntraced(function* (connection: AdminConnection, place: ServerPlace, port: number) {
  const [row] = yield* runAdmin(
    connection,
    (sql) => sql<[{ dataFolder: string }]>`select current_setting('data_directory') as "dataFolder"`,
  );
  if (!(yield* isSameFolder(row.dataFolder, place.dataFolder))) {
    return yield* joinFailure({
      _tag: "ForeignServer",
      port,
      expected: place.dataFolder,
      found: row.dataFolder,
    });
  }
  return yield* tryShareServer(connection);
});

const sorted = (place: ServerPlace, port: number) => (failure: ConnectFailure | EmbeddedPostgresError) => {
  switch (failure._tag) {
    case "NotYet":
      return Effect.succeed<JoinOutcome>(failure);
    case "PasswordRejected":
      return Effect.fail(
        joinFailure({
          _tag: "PasswordRejected",
          passwordFile: place.passwordFile,
          dataFolder: place.dataFolder,
        }),
      );
    case "Refused":
      return Effect.fail(joinFailure({ _tag: "ConnectionFailed", port, detail: failure.detail }));
    default:
      return Effect.fail(failure);
  }
};

/**
 * Tries once to connect to a running server, to make sure that it serves our data, and to mark it as in use.
 * The caller closes the connection; nothing stays open otherwise.
 *
 * Errors   `PasswordRejected`, `ForeignServer`, `ConnectionFailed` (retryable)
 */
export const joinServer = (place: ServerPlace, port: number, password: Redacted.Redacted<string>) =>
  Effect.gen(function* () {
    const connection = yield* openAdminConnection(port, password);
    const isShared = yield* share(connection, place, port).pipe(Effect.onError(() => closeAdminConnection(connection)));
    if (isShared) return { _tag: "Joined", connection } as JoinOutcome;
    yield* closeAdminConnection(connection);
    return { _tag: "NotYet", detail: "another command is stopping the server" } as JoinOutcome;
  }).pipe(Effect.catch(sorted(place, port)));
