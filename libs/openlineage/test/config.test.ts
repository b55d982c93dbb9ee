import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type RunListener, RunListeners } from "@trialflow/pipeline";
import { ConfigProvider, Effect, Layer, Logger, Option, Redacted } from "effect";
import { expect, test } from "vitest";
import { openLineageLayerConfig, readSettings } from "../src/index.ts";

const provider = (environment: Record<string, string>) =>
  ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment));

const settingsOf = (environment: Record<string, string>) =>
  Effect.runPromise(readSettings.pipe(Effect.provide(provider(environment))));

test("without any variable events go nowhere", async () => {
  expect(await settingsOf({})).toEqual({
    namespace: "trialflow",
    url: Option.none(),
    apiKey: Option.none(),
    file: Option.none(),
  });
});

test("all variables are read, and the key does not print", async () => {
  const settings = await settingsOf({
    TRIALFLOW_OPENLINEAGE_URL: "https://marquez.example:5000",
    TRIALFLOW_OPENLINEAGE_API_KEY: "s3cret",
    TRIALFLOW_OPENLINEAGE_FILE: "events.ndjson",
    TRIALFLOW_OPENLINEAGE_NAMESPACE: "clinical",
  });
  expect(settings.namespace).toBe("clinical");
  expect(settings.file).toEqual(Option.some(resolve("events.ndjson")));
  expect(Option.getOrThrow(settings.url).href).toBe("https://marquez.example:5000/");
  expect(Redacted.value(Option.getOrThrow(settings.apiKey))).toBe("s3cret");
  expect(JSON.stringify(settings)).not.toContain("s3cret");
});

test("the key may stand in a file", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "trialflow-key-")), "key");
  writeFileSync(path, "from-file\n");
  const { apiKey } = await settingsOf({ TRIALFLOW_OPENLINEAGE_API_KEY_FILE: path });
  expect(Redacted.value(Option.getOrThrow(apiKey))).toBe("from-file");
  await expect(settingsOf({ TRIALFLOW_OPENLINEAGE_API_KEY_FILE: `${path}.missing` })).rejects.toThrow(
    "TRIALFLOW_OPENLINEAGE_API_KEY_FILE",
  );
});

test.each(["ftp://host", "https://me:secret@host", "https://host/?key=secret", "marquez"])(
  "the address %s is refused, without telling it",
  async (TRIALFLOW_OPENLINEAGE_URL) => {
    const failure: unknown = await settingsOf({ TRIALFLOW_OPENLINEAGE_URL }).catch((error: unknown) => error);
    expect(String(failure)).toContain("TRIALFLOW_OPENLINEAGE_URL");
    expect(String(failure)).not.toContain("secret");
  },
);

const listeners = async (environment: Record<string, string>) => {
  const first: RunListener = { started: () => Effect.void, finished: () => Effect.void };
  const warnings: Array<string> = [];
  const logger = Logger.layer([Logger.make(({ message }) => void warnings.push(String(message)))]);
  const others = Layer.succeed(RunListeners, [first]);
  const layer = openLineageLayerConfig.pipe(Layer.provideMerge(Layer.mergeAll(others, logger, provider(environment))));
  const found = await Effect.runPromise(Effect.provide(RunListeners, layer));
  return { first, found, warnings };
};

test("the listener comes after those already there", async () => {
  const { first, found } = await listeners({ TRIALFLOW_OPENLINEAGE_FILE: "events.ndjson" });
  expect(found).toHaveLength(2);
  expect(found[0]).toBe(first);
});

test("a setting that sends nothing adds no listener", async () => {
  const { first, found } = await listeners({ TRIALFLOW_OPENLINEAGE_NAMESPACE: "clinical" });
  expect(found).toEqual([first]);
});

test("a key that would travel unencrypted is warned of", async () => {
  const key = { TRIALFLOW_OPENLINEAGE_API_KEY: "s3cret" };
  const open = await listeners({ TRIALFLOW_OPENLINEAGE_URL: "http://marquez.example", ...key });
  expect(open.warnings).toEqual([expect.stringContaining("http://marquez.example")]);
  expect(open.warnings.join()).not.toContain("s3cret");
  expect((await listeners({ TRIALFLOW_OPENLINEAGE_URL: "http://127.0.0.1:5000", ...key })).warnings).toEqual([]);
});
