import { Database, type DatabaseShape } from "@trialflow/database";
import { ConfigProvider, Effect } from "effect";

/** What the server says about itself at a moment. */
export interface ServerFigures {
  readonly version: string;
  readonly databaseBytes: number;
  /** Write-ahead log since the server's folder was made, the making included. */
  readonly walBytes: number;
}

/** A running embedded server, as measurements use it. */
export interface BenchServer {
  readonly home: string;
  readonly database: DatabaseShape;
  /** Runs one statement and gives its rows as arrays. */
  readonly rows: (statement: string) => Promise<ReadonlyArray<ReadonlyArray<unknown>>>;
  readonly figures: () => Promise<ServerFigures>;
}

// Where the write-ahead log of a new PostgreSQL begins.
const figuresSql = `
  select current_setting('server_version'), pg_database_size(current_database()),
         pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/1000000'::pg_lsn)`;

const serve = (home: string, database: DatabaseShape): BenchServer => {
  const rows: BenchServer["rows"] = async (statement) =>
    (await Effect.runPromise(database.rows("bench.rows", statement))).rows;
  const figures = async (): Promise<ServerFigures> => {
    const [[version, databaseBytes, walBytes] = []] = await rows(figuresSql);
    return { version: String(version), databaseBytes: Number(databaseBytes), walBytes: Number(walBytes) };
  };
  return { home, database, rows, figures };
};

/** Keeps the embedded server of a home folder running while something is measured, and stops it afterwards. */
export const withServer = <A>(home: string, use: (server: BenchServer) => Promise<A>): Promise<A> =>
  Effect.gen(function* () {
    const database = yield* Database;
    return yield* Effect.tryPromise({ try: () => use(serve(home, database)), catch: (cause) => cause });
  }).pipe(
    Effect.provide(Database.layerConfig),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ TRIALFLOW_HOME: home }))),
    Effect.runPromise,
  );
