import { Database, host, osUser } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { tracingLayer } from "@trialflow/observability";
import { Program } from "@trialflow/pipeline";
import { Config, Effect, Layer, Option } from "effect";
import { version } from "./version.ts";

/** Who runs what, for the ledger and the audit log. */
export const programLayer = (name: string) =>
  Layer.sync(Program, () => ({ name, version, osUser: osUser(), host: host() }));

const lineageVariables = ["TRIALFLOW_OPENLINEAGE_URL", "TRIALFLOW_OPENLINEAGE_FILE"];

/** Tells OpenLineage consumers of runs, where some are configured; elsewhere nothing of it is loaded. */
const lineageLayer = Layer.unwrap(
  Effect.gen(function* () {
    const found = yield* Effect.forEach(lineageVariables, (name) => Config.option(Config.NonEmptyString(name)));
    if (found.every(Option.isNone)) return Layer.empty;
    const { openLineageLayerConfig } = yield* Effect.promise(() => import("@trialflow/openlineage"));
    return openLineageLayerConfig;
  }),
);

/** All that the steps of the pipeline need: the database and the sources that the environment names, and who runs what. */
export const pipelineLayer = (name: string) =>
  Layer.mergeAll(
    Database.layerConfig,
    Sources.layerConfig,
    programLayer(name),
    lineageLayer,
    tracingLayer({ name: "trialflow", version }),
  );
