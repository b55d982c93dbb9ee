import * as NodeClusterSocket from "@effect/platform-node/NodeClusterSocket";
import * as NodeCrypto from "@effect/platform-node/NodeCrypto";
import * as PgClient from "@effect/sql-pg/PgClient";
import { type ClientOptions, clientOptions, Database } from "@trialflow/database";
import { schedulerApplicationName } from "@trialflow/operations";
import { engineSchema } from "@trialflow/schema";
import { Duration, Effect, Layer, Option, Redacted } from "effect";
import { ClusterWorkflowEngine, RunnerAddress, type ShardingConfig, SingleRunner } from "effect/cluster";
import type { RunnerAddress as Address } from "./Runner.ts";

/** How a scheduler takes part in the engine. */
export interface EngineSettings {
  /** Where the other schedulers reach this one; null for one that works alone. */
  readonly address: Address | null;
  /** Longest wait for a step under way when the program is told to stop. */
  readonly shutdownTimeout: Duration.Duration;
}

const urlOf = ({ url, tls }: ClientOptions) => {
  if (tls !== "prefer") return url;
  const withMode = new URL(Redacted.value(url));
  withMode.searchParams.set("sslmode", "prefer");
  return Redacted.make(withMode.href);
};

/** The engine's own connections: its tables stand in a schema of their own. */
const client = Layer.unwrap(
  Effect.gen(function* () {
    const { url } = yield* Database;
    const options = yield* clientOptions(url);
    return PgClient.layer({
      url: urlOf(options),
      ...(options.tls === "prefer" ? {} : { ssl: options.tls }),
      maxConnections: 10,
      applicationName: schedulerApplicationName,
      startupParameters: { search_path: engineSchema },
    });
  }),
);

/**
 * Lock timings are Effect's own: shorter ones lost shards under load. The others make a dead scheduler's work go on within seconds: it is asked
 * every two seconds whether it lives.
 */
const shardingConfig = ({
  address,
  shutdownTimeout,
}: EngineSettings): Partial<ShardingConfig.ShardingConfig["Service"]> => ({
  ...(address === null ? {} : { runnerAddress: Option.some(RunnerAddress.make(address.host, address.port)) }),
  entityMessagePollInterval: Duration.millis(500),
  entityReplyPollInterval: Duration.millis(200),
  refreshAssignmentsInterval: Duration.seconds(1),
  runnerHealthCheckInterval: Duration.seconds(2),
  runnerJoinDebounce: Duration.seconds(3),
  entityTerminationTimeout: Duration.min(shutdownTimeout, Duration.seconds(15)),
});

/**
 * The engine that carries runs, on the scheduler's own database: alone, or together with the schedulers that are reached under addresses of
 * their own. One of them dies: the others go on with its work.
 */
export const engineLayer = (settings: EngineSettings) => {
  const config = shardingConfig(settings);
  const runner =
    settings.address === null
      ? SingleRunner.layer({ shardingConfig: config, runnerStorage: "memory" }).pipe(
          Layer.provide([client, NodeCrypto.layerDigest]),
        )
      : NodeClusterSocket.layer({
          serialization: "binary",
          runnerHealth: "ping",
          storage: "sql",
          shardingConfig: config,
        }).pipe(Layer.provide([client, NodeCrypto.layerDigest]));
  return ClusterWorkflowEngine.layer.pipe(Layer.provideMerge(runner));
};
