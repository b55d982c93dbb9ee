import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Config, Effect, Option, Redacted, Schema } from "effect";
import { OpenLineageError } from "./errors.ts";

/** Where events go and how this program is called there. */
export interface OpenLineageSettings {
  /** The namespace of the jobs. */
  readonly namespace: string;
  /** Base address of a consumer; events go to `api/v1/lineage` below it. */
  readonly url: Option.Option<URL>;
  readonly apiKey: Option.Option<Redacted.Redacted>;
  /** A file that gets one event a line. */
  readonly file: Option.Option<string>;
}

const address = Schema.URLFromString.check(
  Schema.makeFilter(
    (url: URL) =>
      ["http:", "https:"].includes(url.protocol) || "Expected an address that begins with https:// or http://",
  ),
  Schema.makeFilter(
    (url: URL) =>
      (url.username === "" && url.password === "") ||
      "Expected an address without user and password; a key belongs into TRIALFLOW_OPENLINEAGE_API_KEY_FILE",
  ),
  Schema.makeFilter((url: URL) => (url.search === "" && url.hash === "") || "Expected an address without ? and #"),
);

const settings = Config.all({
  namespace: Config.NonEmptyString("TRIALFLOW_OPENLINEAGE_NAMESPACE").pipe(Config.withDefault("trialflow")),
  url: Config.option(Config.schema(address, "TRIALFLOW_OPENLINEAGE_URL")),
  apiKey: Config.option(Config.Redacted("TRIALFLOW_OPENLINEAGE_API_KEY")),
  apiKeyFile: Config.option(Config.NonEmptyString("TRIALFLOW_OPENLINEAGE_API_KEY_FILE")),
  file: Config.option(Config.map(Config.NonEmptyString("TRIALFLOW_OPENLINEAGE_FILE"), (path) => resolve(path))),
});

const readKey = (path: string) =>
  Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: () =>
      new OpenLineageError({
        operation: "openlineage.configure",
        reason: "InvalidConfiguration",
        message: `the file ${path} cannot be read. Check TRIALFLOW_OPENLINEAGE_API_KEY_FILE and the file's rights.`,
        isRetryable: false,
      }),
  }).pipe(Effect.map((content) => Redacted.make(content.trim())));

/**
 * Reads from the environment where OpenLineage events go; nowhere unless set.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_OPENLINEAGE_URL` | none | Base address of a consumer (Marquez, a proxy). |
 * | `TRIALFLOW_OPENLINEAGE_API_KEY`, `TRIALFLOW_OPENLINEAGE_API_KEY_FILE` | none | Bearer key for it, or the file that holds it. |
 * | `TRIALFLOW_OPENLINEAGE_FILE` | none | File to which each event is appended as a line. |
 * | `TRIALFLOW_OPENLINEAGE_NAMESPACE` | `trialflow` | Namespace of the jobs. |
 *
 * Errors   `ConfigError` and {@link OpenLineageError} `InvalidConfiguration`, which say what was expected
 */
export const readSettings: Effect.Effect<OpenLineageSettings, Config.ConfigError | OpenLineageError> = Effect.gen(
  function* () {
    const { apiKey, apiKeyFile, ...rest } = yield* settings;
    const isGiven = Option.isSome(apiKey) && Redacted.value(apiKey.value) !== "";
    if (isGiven || Option.isNone(apiKeyFile)) return { ...rest, apiKey: isGiven ? apiKey : Option.none() };
    return { ...rest, apiKey: Option.some(yield* readKey(apiKeyFile.value)) };
  },
);
