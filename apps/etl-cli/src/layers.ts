import { Database, host, osUser } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { Program } from "@trialflow/pipeline";
import { Layer } from "effect";
import { version } from "./version.ts";

/** Who runs what, for the ledger and the audit log. */
export const programLayer = (name: string) =>
  Layer.sync(Program, () => ({ name, version, osUser: osUser(), host: host() }));

/** All that the steps of the pipeline need: the database and the sources that the environment names, and who runs what. */
export const pipelineLayer = (name: string) =>
  Layer.mergeAll(Database.layerConfig, Sources.layerConfig, programLayer(name));
