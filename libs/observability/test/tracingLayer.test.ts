import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigProvider, Effect } from "effect";
import { afterEach, expect, test, vi } from "vitest";
import { logLayer, tracingLayer } from "../src/index.ts";

interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: {
    readonly resourceSpans: ReadonlyArray<{
      readonly resource: { readonly attributes: ReadonlyArray<{ key: string; value: { stringValue?: string } }> };
      readonly scopeSpans: ReadonlyArray<{
        readonly spans: ReadonlyArray<{ name: string; traceId: string; spanId: string; parentSpanId?: string }>;
      }>;
    }>;
  };
}

const toClose: Array<() => void> = [];
afterEach(() => {
  for (const close of toClose.splice(0)) close();
  vi.restoreAllMocks();
});

const startCollector = async () => {
  const received: Array<Received> = [];
  const server = createServer(async (request, response) => {
    const chunks: Array<Buffer> = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      path: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
    });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  toClose.push(() => server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const program = Effect.logInfo("within").pipe(Effect.withSpan("inner"), Effect.withSpan("outer"));

const run = (environment: Record<string, string>) =>
  Effect.runPromise(
    program.pipe(
      Effect.provide(tracingLayer({ name: "trialflow", version: "1.2.3" })),
      Effect.provide(logLayer("json")),
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );

test("spans arrive at the collector, nested, under the program's name, and the log line names its span", async () => {
  const stderr = vi.spyOn(console, "error").mockImplementation(() => {});
  const { received, url } = await startCollector();
  await run({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20abc" });
  expect(received.map(({ path }) => path)).toEqual(["/v1/traces"]);
  expect(received[0]?.headers["authorization"]).toBe("Bearer abc");
  const [resource] = received[0]?.body.resourceSpans ?? [];
  const name = resource?.resource.attributes.find(({ key }) => key === "service.name");
  expect(name?.value.stringValue).toBe("trialflow");
  const spans = resource?.scopeSpans.flatMap((scope) => scope.spans) ?? [];
  const inner = spans.find((span) => span.name === "inner");
  const outer = spans.find((span) => span.name === "outer");
  expect(inner?.parentSpanId).toBe(outer?.spanId);
  const line = JSON.parse(String(stderr.mock.calls[0]));
  expect(line).toMatchObject({ message: "within", traceId: inner?.traceId, spanId: inner?.spanId });
});

test("the service has the name that OpenTelemetry's variable gives it", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { received, url } = await startCollector();
  await run({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/here`, OTEL_SERVICE_NAME: "nightly" });
  expect(received.map(({ path }) => path)).toEqual(["/here"]);
  const [resource] = received[0]?.body.resourceSpans ?? [];
  expect(resource?.resource.attributes).toContainEqual({ key: "service.name", value: { stringValue: "nightly" } });
});

test("without a collector nothing is sent; one that is not there is no failure", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await run({});
  await run({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_EXPORTER_OTLP_TIMEOUT: "500" });
});
