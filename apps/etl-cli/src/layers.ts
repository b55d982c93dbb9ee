import { Database } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { Program } from "@trialflow/pipeline";
import { Layer } from "effect";
import { host, osUser } from "./identity.ts";
import { version } from "./version.ts";

/** Who runs a command, for the ledger and the audit log. */
export const programLayer = (name: string) =>
  Layer.sync(Program, () => ({ name, version, osUser: osUser(), host: host() }));

/** The database that the environment names, or the embedded one. */
export const databaseLayer = Database.layerConfig;

/** All that the steps of the pipeline need. */
export const pipelineLayer = (name: string) => Layer.mergeAll(databaseLayer, Sources.layerConfig, programLayer(name));
