import { drizzle } from "drizzle-orm/postgres-js";
import { Context, Duration, Effect, Layer, Option, Redacted, type Scope, Stream } from "effect";
import postgres from "postgres";
import { type ConnectionShape, CurrentTransaction, type Db } from "./Connection.ts";
import { classify } from "./classify.ts";
import { configuredUrl, homeFolder } from "./config.ts";
import { copyIn } from "./copy/copyIn.ts";
import { type CopyValue, copyText } from "./copy/copyText.ts";
import { driverOptions } from "./driverOptions.ts";
import { acquireServer } from "./embedded/index.ts";
import type { DatabaseError } from "./errors.ts";
import { joinTransaction } from "./joinTransaction.ts";
import { type TransactionOptions, transaction as transactionOn } from "./transaction.ts";

/** Where COPY puts its rows: a qualified table, or a temporary one by its bare name, and the columns in the rows' order. */
export interface CopyTarget {
  readonly schema?: string;
  readonly table: string;
  readonly columns: ReadonlyArray<string>;
}

/** What the program knows about the server it is connected to. Nothing of it is secret. */
export interface DatabaseInfo {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly isEmbedded: boolean;
}

export interface DatabaseShape {
  readonly info: DatabaseInfo;
  readonly url: Redacted.Redacted<string>;
  /** Runs one statement or a few, in the current transaction if there is one. */
  readonly query: <A>(operation: string, run: (db: Db) => PromiseLike<A>) => Effect.Effect<A, DatabaseError>;
  /**
   * Runs an effect in one transaction: commits when it succeeds, rolls back when it fails, dies or is interrupted.
   * Inside another transaction it joins that one: no nesting, same fate. The role changes for as long as the effect takes.
   */
  readonly transaction: <A, E, R>(
    options: TransactionOptions,
    body: Effect.Effect<A, E, R>,
  ) => Effect.Effect<A, E | DatabaseError, R>;
  /**
   * Runs one statement as it is written and gives its rows as arrays. For statements that a user typed; the extended protocol
   * lets only a single one pass.
   */
  readonly rows: (
    operation: string,
    statement: string,
  ) => Effect.Effect<
    { readonly columns: ReadonlyArray<string>; readonly rows: ReadonlyArray<ReadonlyArray<unknown>> },
    DatabaseError
  >;
  /** Streams rows into a table by COPY; the number of rows. */
  readonly copyRows: <E, R>(
    operation: string,
    target: CopyTarget,
    rows: Stream.Stream<ReadonlyArray<ReadonlyArray<CopyValue>>, E, R>,
  ) => Effect.Effect<number, E | DatabaseError, R>;
}

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Gives every statement a span and, at debug level, a line with its time. */
const observed = <A, E, R>(operation: string, statement: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.timed(statement).pipe(
    Effect.tap(([duration]) => Effect.logDebug(`${operation} ${Math.round(Duration.toMillis(duration))} ms`)),
    Effect.map(([, value]) => value),
    Effect.withSpan(operation),
  );

const connectionLost = (operation: string) =>
  classify(operation)(Object.assign(new Error("the connection was lost"), { code: "CONNECTION_CLOSED" }));

const make = (
  url: Redacted.Redacted<string>,
  isEmbedded: boolean,
): Effect.Effect<DatabaseShape, DatabaseError, Scope.Scope> =>
  Effect.gen(function* () {
    const options = yield* driverOptions(url);
    const pool = yield* Effect.acquireRelease(
      Effect.sync(() => postgres(Redacted.value(url), options)),
      (client) => Effect.promise(() => client.end({ timeout: 2 }).catch(() => {})),
    );
    const outside: ConnectionShape = { db: drizzle({ client: pool }), client: pool, isLost: () => false, role: null };
    const current = (operation: string): Effect.Effect<ConnectionShape, DatabaseError> =>
      Effect.flatMap(CurrentTransaction, (inside) =>
        inside?.isLost() === true ? Effect.fail(connectionLost(operation)) : Effect.succeed(inside ?? outside),
      );

    const query: DatabaseShape["query"] = (operation, run) =>
      Effect.flatMap(current(operation), ({ db }) =>
        observed(operation, Effect.tryPromise({ try: () => Promise.resolve(run(db)), catch: classify(operation) })),
      );

    const transaction: DatabaseShape["transaction"] = (transactionOptions, body) =>
      Effect.flatMap(CurrentTransaction, (inside) =>
        inside === null
          ? transactionOn(Redacted.value(url), options, transactionOptions, body)
          : joinTransaction(inside, transactionOptions, body, query),
      );

    const rows: DatabaseShape["rows"] = (operation, statement) =>
      Effect.flatMap(current(operation), ({ client }) =>
        Effect.tryPromise({
          try: async () => {
            const result = await client
              .unsafe(statement, [], { prepare: true, simple: false } as postgres.UnsafeQueryOptions)
              .values();
            // COPY ... TO STDOUT gives a stream in the place of rows.
            if (!Array.isArray(result)) throw new Error("the statement gives no rows that can be shown; use SELECT");
            return { columns: (result.columns ?? []).map(({ name }) => name), rows: [...result] };
          },
          catch: classify(operation),
        }),
      );

    const copyRows: DatabaseShape["copyRows"] = (operation, target, rows) =>
      Effect.flatMap(current(operation), ({ client }) => {
        const name =
          target.schema === undefined ? quote(target.table) : `${quote(target.schema)}.${quote(target.table)}`;
        const statement = `copy ${name} (${target.columns.map(quote).join(", ")}) from stdin`;
        return observed(operation, copyIn(client, operation, statement, Stream.map(rows, copyText)));
      });

    const info = yield* Effect.tryPromise({
      try: async (): Promise<DatabaseInfo> => {
        const [row] = await pool<[{ database: string; user: string }]>`
          select current_database() as database, current_user as user`;
        const { host, port } = pool.options;
        return { host: host[0] ?? "", port: port[0] ?? 5432, database: row.database, user: row.user, isEmbedded };
      },
      catch: classify("database.connect"),
    });
    return { info, url, query, transaction, rows, copyRows };
  });

/** The warehouse: statements, transactions and COPY as effects. The only way to a connection. */
export class Database extends Context.Service<Database, DatabaseShape>()("@trialflow/database/Database") {
  /** Connects to a server by URL; `isEmbedded` says that the program started the server itself. */
  static layerUrl = (url: Redacted.Redacted<string>, options: { readonly isEmbedded?: boolean } = {}) =>
    Layer.effect(this, make(url, options.isEmbedded ?? false));

  /**
   * Connects as the environment says: to DATABASE_URL (or the URL in DATABASE_URL_FILE), otherwise to the embedded server in
   * TRIALFLOW_HOME, which is started if it does not run and stopped when its last user ends.
   */
  static layerConfig = Layer.unwrap(
    Effect.gen(function* () {
      const configured = yield* configuredUrl;
      if (Option.isSome(configured)) return Database.layerUrl(configured.value);
      const home = yield* homeFolder;
      return Layer.unwrap(
        Effect.map(acquireServer({ home }), ({ url }) => Database.layerUrl(url, { isEmbedded: true })),
      );
    }),
  );
}
