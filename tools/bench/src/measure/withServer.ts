import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { ConfigProvider, Effect } from "effect";

/** What the server says about itself after a run. */
export interface ServerFigures {
  readonly version: string;
  readonly databaseBytes: number;
  /** Write-ahead log since the server's folder was made, the making included. */
  readonly walBytes: number;
}

/** Where the write-ahead log of a new PostgreSQL begins. */
const walStart = "0/1000000";

const figures = Effect.gen(function* () {
  const database = yield* Database;
  const [row] = yield* database.query("bench.figures", (db) =>
    db.execute<{ version: string; database_bytes: string; wal_bytes: string }>(sql`
      select current_setting('server_version') as version,
             pg_database_size(current_database()) as database_bytes,
             pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${walStart}::pg_lsn) as wal_bytes`),
  );
  if (row === undefined) return yield* Effect.die(new Error("The server gave no figures."));
  return {
    version: row.version,
    databaseBytes: Number(row.database_bytes),
    walBytes: Number(row.wal_bytes),
  } satisfies ServerFigures;
});

/** Keeps the embedded server of a home folder running while something else is done, and asks it for its figures first. */
export const withServer = <A>(
  home: string,
  use: () => Promise<A>,
): Promise<{ readonly figures: ServerFigures; readonly result: A }> =>
  Effect.gen(function* () {
    const found = yield* figures;
    return { figures: found, result: yield* Effect.promise(use) };
  }).pipe(
    Effect.provide(Database.layerConfig),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ TRIALFLOW_HOME: home }))),
    Effect.runPromise,
  );
