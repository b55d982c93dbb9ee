import { RunListeners } from "@trialflow/pipeline";
import { type Config, Effect, Layer, Option } from "effect";
import { FetchHttpClient, HttpClient } from "effect/http";
import { type OpenLineageSettings, readSettings } from "./config.ts";
import type { OpenLineageError } from "./errors.ts";
import { openLineageListener } from "./openLineageListener.ts";
import { fileTransport } from "./transport/fileTransport.ts";
import { httpTransport } from "./transport/httpTransport.ts";

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const warnUnencrypted = ({ url, apiKey }: OpenLineageSettings) =>
  Option.isSome(url) && Option.isSome(apiKey) && url.value.protocol === "http:" && !isLoopback(url.value.hostname)
    ? Effect.logWarning(`The OpenLineage key is sent unencrypted to ${url.value.origin}; use https://`)
    : Effect.void;

/** Adds a listener to those already there that sends OpenLineage events where the settings say; none when they say nowhere. */
export const layer = (settings: OpenLineageSettings): Layer.Layer<never> =>
  Layer.effect(
    RunListeners,
    Effect.gen(function* () {
      const others = yield* RunListeners;
      const client = yield* HttpClient.HttpClient;
      const { namespace, url, file, apiKey } = settings;
      const transports = [
        ...Option.toArray(Option.map(url, (address) => httpTransport({ url: address, apiKey }, client))),
        ...Option.toArray(Option.map(file, fileTransport)),
      ];
      if (transports.length === 0) return others;
      yield* warnUnencrypted(settings);
      return [...others, openLineageListener(namespace, transports)];
    }),
  ).pipe(Layer.provide(FetchHttpClient.layer));

/** As {@link layer}, by the variables `TRIALFLOW_OPENLINEAGE_*`. */
export const layerConfig: Layer.Layer<never, Config.ConfigError | OpenLineageError> = Layer.unwrap(
  Effect.map(readSettings, layer),
);
