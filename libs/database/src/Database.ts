import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { Context, Duration, Effect, Layer, Option, Redacted, type Scope, Stream } from "effect";
import postgres from "postgres";
import { type ConnectionShape, CurrentTransaction, type Db } from "./Connection.ts";
import { classify } from "./classify.ts";
import { configuredUrl, homeFolder } from "./config.ts";
import { copyIn } from "./copy/copyIn.ts";
import { copyOut } from "./copy/copyOut.ts";
import { type CopyValue, copyText } from "./copy/copyText.ts";
import { driverOptions } from "./driverOptions.ts";
import { acquireServer } from "./embedded/index.ts";
import { DatabaseError } from "./errors.ts";
import { joinTransaction } from "./joinTransaction.ts";
import { type TransactionOptions, transaction as transactionOn } from "./transaction.ts";

/** Where COPY puts its rows: a qualified table, or a temporary one by its bare name, and the columns in the rows' order. */
export interface CopyTarget {
  readonly schema?: string;
  readonly table: string;
  readonly columns: ReadonlyArray<string>;
  /**
   * Rows are written as ones that everybody sees, so that the first reader need not mark each page. Only for a table that was made or
   * emptied since the last savepoint; {@link writeInBulk} sees to it for the tables that it emptied.
   */
  readonly isFrozen?: boolean;
}

/** How the bytes of separated text are to be read by COPY: an empty cell is NULL, but in the columns `neverNull`, where it is `''`. */
export interface CsvOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly neverNull: ReadonlyArray<string>;
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
  /** Streams rows that are written in COPY's text format already into a table; the number of rows. */
  readonly copyEncoded: <E, R>(
    operation: string,
    target: CopyTarget,
    bytes: Stream.Stream<Uint8Array, E, R>,
  ) => Effect.Effect<number, E | DatabaseError, R>;
  /** Gives the rows of a query in COPY's text format, all at once: for a page of rows. Its parameters become literals. */
  readonly copyQuery: (operation: string, query: SQL) => Effect.Effect<Uint8Array<ArrayBuffer>, DatabaseError>;
  /** Streams separated text, as it stands in a file, into a table by COPY; the number of rows. */
  readonly copyCsv: <E, R>(
    operation: string,
    target: CopyTarget,
    options: CsvOptions,
    bytes: Stream.Stream<Uint8Array, E, R>,
  ) => Effect.Effect<number, E | DatabaseError, R>;
}

const dialect = new PgDialect();

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Any single character as a text literal. */
const literal = (character: string): string => `U&'\\${character.charCodeAt(0).toString(16).padStart(4, "0")}'`;

/** Gives every statement a span and, at debug level, a line with its time. */
const observed = <A, E, R>(operation: string, statement: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.timed(statement).pipe(
    Effect.tap(([duration]) => Effect.logDebug(`${operation} ${Math.round(Duration.toMillis(duration))} ms`)),
    Effect.map(([, value]) => value),
    Effect.withSpan(operation),
  );

const isConnectionFailure = ({ reason }: DatabaseError): boolean =>
  reason === "Unreachable" || reason === "ConnectionLost" || reason === "ShuttingDown";

const connectionLost = (operation: string) =>
  classify(operation)(Object.assign(new Error("the connection was lost"), { code: "CONNECTION_CLOSED" }));

const make = (
  url: Redacted.Redacted<string>,
  isEmbedded: boolean,
): Effect.Effect<DatabaseShape, DatabaseError, Scope.Scope> =>
  Effect.gen(function* () {
    const options = yield* driverOptions(url);
    const open = (): ConnectionShape => {
      const client = postgres(Redacted.value(url), options);
      return { db: drizzle({ client }), client, isLost: () => false, role: null, newTables: new Set() };
    };
    const close = ({ client }: ConnectionShape, timeout: number) => client.end({ timeout }).catch(() => {});
    let pool = open();
    yield* Effect.addFinalizer(() => Effect.promise(() => close(pool, 2)));
    /**
     * After the loss of a connection the pool is another one. The driver (postgres.js 3.4.9) keeps, for a place of its pool whose connection died
     * between a write and its sending, the mark that the sending is under way: what is written there later never leaves, and each statement
     * that gets the place fails with CONNECT_TIMEOUT for ever.
     */
    const renew = (used: ConnectionShape) =>
      Effect.sync(() => {
        if (used !== pool) return;
        pool = open();
        // What others are doing on its other connections may come to its end.
        void close(used, 60);
      });
    /** Gives what runs statements to an effect: the current transaction's connection, or the pool. */
    const withConnection = <A, E, R>(
      operation: string,
      use: (connection: ConnectionShape) => Effect.Effect<A, E | DatabaseError, R>,
    ): Effect.Effect<A, E | DatabaseError, R> =>
      Effect.flatMap(CurrentTransaction, (inside) => {
        if (inside !== null) return inside.isLost() ? Effect.fail(connectionLost(operation)) : use(inside);
        const used = pool;
        return Effect.tapError(use(used), (error) =>
          error instanceof DatabaseError && isConnectionFailure(error) ? renew(used) : Effect.void,
        );
      });

    const query: DatabaseShape["query"] = (operation, run) =>
      withConnection(operation, ({ db }) =>
        observed(operation, Effect.tryPromise({ try: () => Promise.resolve(run(db)), catch: classify(operation) })),
      );

    const transaction: DatabaseShape["transaction"] = (transactionOptions, body) =>
      Effect.flatMap(CurrentTransaction, (inside) =>
        inside === null
          ? transactionOn(Redacted.value(url), options, transactionOptions, body)
          : joinTransaction(inside, transactionOptions, body, query),
      );

    const rows: DatabaseShape["rows"] = (operation, statement) =>
      withConnection(operation, ({ client }) =>
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

    const copyInto = <E, R>(
      operation: string,
      { schema, table, columns, isFrozen = false }: CopyTarget,
      format: ReadonlyArray<string>,
      chunks: Stream.Stream<string | Uint8Array, E, R>,
    ) =>
      withConnection(operation, ({ client, newTables }) => {
        const name = schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
        const options = [...format, ...(isFrozen || newTables.has(name) ? ["freeze"] : [])];
        const ending = options.length === 0 ? "" : ` with (${options.join(", ")})`;
        const statement = `copy ${name} (${columns.map(quote).join(", ")}) from stdin${ending}`;
        return observed(operation, copyIn(client, operation, statement, chunks));
      });

    const copyRows: DatabaseShape["copyRows"] = (operation, target, rows) =>
      copyInto(operation, target, [], Stream.map(rows, copyText));

    const copyEncoded: DatabaseShape["copyEncoded"] = (operation, target, bytes) =>
      copyInto(operation, target, [], bytes);

    const copyQuery: DatabaseShape["copyQuery"] = (operation, query) =>
      withConnection(operation, ({ client }) => {
        const { sql } = dialect.sqlToQuery(query.inlineParams());
        return observed(operation, copyOut(client, operation, `copy (${sql}) to stdout`));
      });

    const copyCsv: DatabaseShape["copyCsv"] = (operation, target, csv, bytes) => {
      const neverNull = csv.neverNull.length === 0 ? [] : [`force_not_null (${csv.neverNull.map(quote).join(", ")})`];
      const characters = `delimiter ${literal(csv.delimiter)}, quote ${literal(csv.quote)}, escape ${literal(csv.quote)}`;
      return copyInto(operation, target, ["format csv", characters, ...neverNull], bytes);
    };

    const info = yield* Effect.tryPromise({
      try: async (): Promise<DatabaseInfo> => {
        const { client } = pool;
        const [row] = await client<[{ database: string; user: string }]>`
          select current_database() as database, current_user as user`;
        const { host, port } = client.options;
        return { host: host[0] ?? "", port: port[0] ?? 5432, database: row.database, user: row.user, isEmbedded };
      },
      catch: classify("database.connect"),
    });
    return { info, url, query, transaction, rows, copyRows, copyEncoded, copyQuery, copyCsv };
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
