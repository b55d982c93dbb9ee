import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Database, DatabaseError } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { ConfigProvider, Effect, Layer } from "effect";
import { defaultSource, type IngestRequest, ingest, Program } from "../src/index.ts";

/** The folder of real registry files; absent on most machines. */
export const registryData = resolve(import.meta.dirname, "../../../../shared/data");

/** A database and a home folder of a test's own, and the pipeline on them. */
export interface TestPipeline extends TestDatabase {
  readonly home: string;
  readonly run: <A, E>(program: Effect.Effect<A, E, Database | Sources | Program>) => Promise<A>;
  readonly ingest: (
    files: ReadonlyArray<string>,
    steps?: IngestRequest["steps"],
    options?: Omit<IngestRequest, "source" | "files" | "steps">,
  ) => ReturnType<typeof runIngest>;
}

const program = Layer.succeed(Program, { name: "test", version: "test", osUser: "tester", host: "here" });

const runIngest = (layer: Layer.Layer<Database | Sources | Program, unknown>, request: IngestRequest) =>
  Effect.runPromise(
    ingest(request).pipe(Effect.provide(layer as Layer.Layer<Database | Sources | Program, DatabaseError>)),
  );

export const createTestPipeline = async (environment: Record<string, string> = {}): Promise<TestPipeline> => {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "trialflow-pipeline-"));
  const config = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({
      TRIALFLOW_HOME: home,
      TRIALFLOW_EXTRACT_OFFLINE: "true",
      TRIALFLOW_EXTRACT_INBOX: join(home, "inbox"),
      ...environment,
    }),
  );
  const layer = Layer.mergeAll(database.layer, Sources.layerConfig, program).pipe(Layer.provideMerge(config));
  return {
    ...database,
    home,
    run: (effect) => Effect.runPromise(effect.pipe(Effect.provide(layer as never)) as Effect.Effect<never>),
    ingest: (files, steps, options) =>
      runIngest(layer, { source: defaultSource, files, ...(steps === undefined ? {} : { steps }), ...options }),
  };
};

/** One checksum per table over all rows, whatever their order, without the ledger of runs. */
export const checksums = async (database: TestDatabase): Promise<Record<string, string>> => {
  const sql = database.connect();
  const tables = await sql<Array<{ name: string }>>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('raw', 'staging', 'analytics', 'ops') and (schemaname, tablename) not in (('ops', 'runs'), ('ops', 'steps'))
    order by 1`;
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*) || ':' || coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) as sum from ${name} t`,
    );
    sums[name] = row?.["sum"] as string;
  }
  await sql.end();
  return sums;
};
