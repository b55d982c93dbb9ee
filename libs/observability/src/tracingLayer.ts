import { Config, Effect, Layer, Option } from "effect";

/** What runs, for the collector. */
export interface TracedService {
  readonly name: string;
  readonly version: string;
}

const endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

/**
 * Sends spans (a run, its steps, their statements) over OTLP as JSON, where OpenTelemetry's own variables name a collector; otherwise nothing.
 *
 * Reads OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, their `_HEADERS`, `_TIMEOUT` and `_COMPRESSION`, OTEL_SERVICE_NAME,
 * OTEL_RESOURCE_ATTRIBUTES and OTEL_SDK_DISABLED. Spans hold names, counts and error messages, never rows or parameters. A collector that
 * does not answer is no failure of the program.
 */
export const tracingLayer = ({ name, version }: TracedService): Layer.Layer<never, Config.ConfigError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const found = yield* Effect.forEach(endpoints, (variable) => Config.option(Config.NonEmptyString(variable)));
      if (found.every(Option.isNone)) return Layer.empty;
      const own = yield* Config.option(Config.NonEmptyString("OTEL_SERVICE_NAME"));
      const { otlpLayer } = yield* Effect.promise(() => import("./otlpLayer.ts"));
      return otlpLayer(
        Option.getOrElse(own, () => name),
        version,
      );
    }),
  );
