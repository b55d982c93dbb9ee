import { existsSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { defaultSource, type IngestRequest, ingest, Program, RunListeners, type RunReport } from "@trialflow/pipeline";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { ConfigProvider, Effect, Layer, Logger } from "effect";
import { openLineageLayerConfig, type RunEvent } from "../../src/index.ts";

/** A database and a folder of a test's own, and the pipeline on them with OpenLineage beside it. */
export interface Warehouse extends TestDatabase {
  readonly home: string;
  /** Warnings of the log, one text each. */
  readonly warnings: Array<string>;
  readonly ingest: (files: ReadonlyArray<string>, options?: Partial<IngestRequest>) => Promise<RunReport>;
  /** Calls the listeners as a run does. */
  readonly tell: (event: "started" | "finished", runId: string) => Promise<void>;
  readonly ask: <Row extends object>(statement: string) => Promise<ReadonlyArray<Row>>;
  /** The events in the file since the last call. */
  readonly newEvents: () => ReadonlyArray<RunEvent>;
  readonly eventsFile: string;
}

const program = Layer.succeed(Program, { name: "test", version: "1.2.3", osUser: "tester", host: "warehouse-host" });

/** Sets up a warehouse; events go into its file unless the environment says otherwise. */
export const createWarehouse = async (environment?: Readonly<Record<string, string>>): Promise<Warehouse> => {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "trialflow-openlineage-"));
  const eventsFile = join(home, "lineage", "events.ndjson");
  const warnings: Array<string> = [];
  const logger = Logger.make(({ logLevel, message }) => {
    if (logLevel === "Warn") warnings.push([message].flat().join(" "));
  });
  const config = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({
      TRIALFLOW_HOME: home,
      TRIALFLOW_EXTRACT_OFFLINE: "true",
      TRIALFLOW_EXTRACT_INBOX: join(home, "inbox"),
      ...(environment ?? { TRIALFLOW_OPENLINEAGE_FILE: eventsFile }),
    }),
  );
  const layer = Layer.mergeAll(database.layer, Sources.layerConfig, program, openLineageLayerConfig).pipe(
    Layer.provideMerge(Layer.mergeAll(config, Logger.layer([logger]))),
  );
  const run = <A, E>(effect: Effect.Effect<A, E, Database | Sources | Program>): Promise<A> =>
    Effect.runPromise(effect.pipe(Effect.provide(layer)) as Effect.Effect<A, E>);
  let seen = 0;
  return {
    ...database,
    home,
    warnings,
    eventsFile,
    ingest: (files, options) => run(ingest({ source: defaultSource, files, ...options })),
    tell: (event, runId) =>
      run(
        Effect.flatMap(RunListeners, (listeners) =>
          Effect.forEach(listeners, (listener) => listener[event](runId), { discard: true }),
        ),
      ),
    ask: async <Row extends object>(statement: string) => {
      const sql = database.connect();
      try {
        return (await sql.unsafe(statement)).map((row) => ({ ...row }) as Row);
      } finally {
        await sql.end();
      }
    },
    newEvents: () => {
      const lines = existsSync(eventsFile) ? readFileSync(eventsFile, "utf8").trimEnd().split("\n") : [];
      const events = lines.slice(seen).map((text) => JSON.parse(text) as RunEvent);
      seen = lines.length;
      return events;
    },
  };
};
