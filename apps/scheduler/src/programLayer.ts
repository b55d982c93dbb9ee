import { readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { Program } from "@trialflow/pipeline";
import { Effect, Layer, Schema } from "effect";

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }));

/** The user of the operating system; by number where the number has no name, as in containers. */
const osUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
};

/** Who this process is, for the ledger and the audit log. */
export const programLayer: Layer.Layer<Program> = Layer.effect(
  Program,
  Effect.sync(() => {
    // One folder above, from src/ as from dist/.
    const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    const { version } = Schema.decodeSync(Manifest)(manifest);
    return { name: "scheduler", version, osUser: osUser(), host: hostname() };
  }),
);
