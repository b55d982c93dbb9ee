import { ConfigProvider, Layer } from "effect";
import { FetchHttpClient } from "effect/http";
import { OtlpSerialization, OtlpTracer } from "effect/observability";

/** To name a collector is enough, as OpenTelemetry says; Effect would also be told so. */
const exporter = ConfigProvider.layerAdd(ConfigProvider.fromEnvRecord({ OTEL_TRACES_EXPORTER: "otlp" }));

/** Sends spans over OTLP as JSON, as OpenTelemetry's variables say. A module of its own: most programs never need an HTTP client. */
export const otlpLayer = (serviceName: string, serviceVersion: string) =>
  OtlpTracer.layerFromConfig({ resource: { serviceName, serviceVersion } }).pipe(
    Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer, exporter]),
  );
