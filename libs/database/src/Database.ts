import type { DatabaseRoleName } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { Context, Effect, Exit, Layer, Redacted, type Scope, Stream } from "effect";
import postgres from "postgres";
import { type ConnectionShape, CurrentTransaction, type Db } from "./Connection.ts";
import { classify } from "./classify.ts";
import { copyIn } from "./copy/copyIn.ts";
import { type CopyValue, copyText } from "./copy/copyText.ts";
import { driverOptions } from "./driverOptions.ts";
import type { DatabaseError } from "./errors.ts";

/** How a transaction runs. */
export interface TransactionOptions {
  readonly operation: string;
  /** The role whose rights the transaction has; the connected user must be a member of it. */
  readonly role?: DatabaseRoleName;
  readonly isReadOnly?: boolean;
}

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
   * Inside another transaction it is a savepoint's worth of code in the outer one: no nesting, same fate.
   */
  readonly transaction: <A, E, R>(
    options: TransactionOptions,
    body: Effect.Effect<A, E, R>,
  ) => Effect.Effect<A, E | DatabaseError, R>;
  /** Streams rows into a table by COPY; the number of rows. */
  readonly copyRows: <E, R>(
    operation: string,
    target: CopyTarget,
    rows: Stream.Stream<ReadonlyArray<ReadonlyArray<CopyValue>>, E, R>,
  ) => Effect.Effect<number, E | DatabaseError, R>;
}

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

class Rollback extends Error {}

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
    const outside: ConnectionShape = { db: drizzle({ client: pool }), client: pool };
    const current = Effect.map(CurrentTransaction, (inside) => inside ?? outside);

    const query: DatabaseShape["query"] = (operation, run) =>
      Effect.flatMap(current, ({ db }) =>
        Effect.tryPromise({ try: () => Promise.resolve(run(db)), catch: classify(operation) }),
      );

    const begin = <A, E, R>({ operation, role, isReadOnly }: TransactionOptions, body: Effect.Effect<A, E, R>) =>
      Effect.context<R>().pipe(
        Effect.flatMap((context) =>
          Effect.tryPromise({
            try: async (signal) => {
              let exit: Exit.Exit<A, E> | undefined;
              try {
                await outside.db.transaction(
                  async (tx) => {
                    if (role !== undefined) await tx.execute(sql`set local role ${sql.identifier(role)}`);
                    // Drizzle's transaction knows the driver's; COPY must go over the same connection.
                    const { client } = (tx as unknown as { session: { client: postgres.TransactionSql } }).session;
                    exit = await Effect.runPromiseExitWith(context)(
                      Effect.provideService(body, CurrentTransaction, { db: tx, client }),
                      { signal },
                    );
                    if (Exit.isFailure(exit)) throw new Rollback("rolled back");
                  },
                  isReadOnly === true ? { accessMode: "read only" } : undefined,
                );
              } catch (error) {
                // A failure of the body is the result; the failure to commit or to begin is the database's.
                if (exit === undefined || Exit.isSuccess(exit)) throw error;
              }
              return exit as Exit.Exit<A, E>;
            },
            catch: classify(operation),
          }),
        ),
        Effect.flatMap((exit) => exit),
      );

    const transaction: DatabaseShape["transaction"] = (options, body) =>
      Effect.flatMap(CurrentTransaction, (inside) => (inside === null ? begin(options, body) : body));

    const copyRows: DatabaseShape["copyRows"] = (operation, target, rows) =>
      Effect.flatMap(current, ({ client }) => {
        const name =
          target.schema === undefined ? quote(target.table) : `${quote(target.schema)}.${quote(target.table)}`;
        const statement = `copy ${name} (${target.columns.map(quote).join(", ")}) from stdin`;
        return copyIn(client, operation, statement, Stream.map(rows, copyText));
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
    return { info, url, query, transaction, copyRows };
  });

/** The warehouse: statements, transactions and COPY as effects. The only way to a connection. */
export class Database extends Context.Service<Database, DatabaseShape>()("@trialflow/database/Database") {
  /** Connects to a server by URL; `isEmbedded` says that the program started the server itself. */
  static layerUrl = (url: Redacted.Redacted<string>, options: { readonly isEmbedded?: boolean } = {}) =>
    Layer.effect(this, make(url, options.isEmbedded ?? false));
}
