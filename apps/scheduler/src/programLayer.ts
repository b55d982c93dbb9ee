import { readFileSync } from "node:fs";
import { host, osUser } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { Effect, Layer, Schema } from "effect";

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }));

/** Who this process is, for the ledger and the audit log. */
export const programLayer: Layer.Layer<Program> = Layer.effect(
  Program,
  Effect.sync(() => {
    // One folder above, from src/ as from dist/.
    const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    const { version } = Schema.decodeSync(Manifest)(manifest);
    return { name: "scheduler", version, osUser: osUser(), host: host() };
  }),
);
