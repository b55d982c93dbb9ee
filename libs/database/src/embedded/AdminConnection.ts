import { createConnection, type Socket } from "node:net";
import { Deferred, Duration, Effect, Redacted } from "effect";
import postgres from "postgres";
import { type ConnectFailure, classifyConnectFailure } from "./classifyConnectFailure.ts";

/** The superuser that initdb creates. */
export const superuser = "postgres";

const connectTimeout = Duration.seconds(5);
const statementTimeout = Duration.seconds(5);

const noAnswer: ConnectFailure = { _tag: "NotYet", detail: "the server does not answer" };

/** One session of the superuser in the maintenance database `postgres`. */
export interface AdminConnection {
  /** Runs on exactly one session; after `closed` another query would open another session, so none must be sent. */
  readonly sql: postgres.Sql;
  /** Completes when the session ends, for whatever reason. */
  readonly closed: Deferred.Deferred<void>;
  /** Cuts the connection without waiting for the server, which may hang and would then keep this process from ending. */
  readonly cut: () => void;
}

/** Connects a socket for the driver, which would not hand out its own. */
const connectSocket = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });

/**
 * Opens the session. It lives until it is closed: idle and life times of the driver are off, since locks hang on it.
 *
 * Errors   sorted, not worded: the caller knows what it waits for
 */
export const openAdminConnection = Effect.fnUntraced(function* (port: number, password: Redacted.Redacted<string>) {
  const closed = yield* Deferred.make<void>();
  let socket: Socket | undefined;
  // The driver takes this option and does not declare it.
  const sockets = {
    socket: async () => {
      socket = await connectSocket(port);
      return socket;
    },
  };
  const sql = postgres({
    ...sockets,
    host: "127.0.0.1",
    port,
    database: "postgres",
    user: superuser,
    password: Redacted.value(password),
    ssl: false,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: Duration.toSeconds(connectTimeout),
    fetch_types: false,
    onnotice: () => {},
    onclose: () => {
      Deferred.doneUnsafe(closed, Effect.void);
    },
    connection: { application_name: "trialflow embedded server" },
  });
  const connection: AdminConnection = { sql, closed, cut: () => socket?.destroy() };
  // The driver tries for ever where something accepts and closes at once.
  yield* Effect.tryPromise({ try: () => sql`select 1`, catch: classifyConnectFailure }).pipe(
    Effect.timeoutOrElse({ duration: connectTimeout, orElse: () => Effect.fail(noAnswer) }),
    Effect.onError(() => closeAdminConnection(connection)),
  );
  return connection;
});

/** Closes the session; its locks are free when the server has noticed. */
export const closeAdminConnection = (connection: AdminConnection): Effect.Effect<void> =>
  Effect.ignore(Effect.tryPromise(() => connection.sql.end({ timeout: 0 }))).pipe(
    Effect.ensuring(Effect.sync(connection.cut)),
  );

/** Runs one short statement on the session and sorts its failure; a server that hangs is one that does not answer. */
export const runAdmin = <A>(connection: AdminConnection, run: (sql: postgres.Sql) => PromiseLike<A>) =>
  Effect.tryPromise({ try: async () => await run(connection.sql), catch: classifyConnectFailure }).pipe(
    Effect.timeoutOrElse({ duration: statementTimeout, orElse: () => Effect.fail(noAnswer) }),
  );
