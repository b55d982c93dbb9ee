import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duration, Effect, Option } from "effect";
import { FetchHttpClient, HttpClient } from "effect/http";
import { afterEach, expect, test } from "vitest";
import { httpTransport, type RunEvent } from "../src/index.ts";
import { problemsIn } from "./support/specification.ts";
import { writeTrials } from "./support/trialFile.ts";
import { createWarehouse } from "./support/warehouse.ts";

interface Received {
  readonly request: Pick<IncomingMessage, "method" | "url" | "headers">;
  readonly event: RunEvent;
}

let server: Server | null = null;

/** A consumer that answers each request as told, by its number. */
const startConsumer = async (statusOf: (number: number) => number) => {
  const received: Array<Received> = [];
  const own = createServer((request, response) => {
    const parts: Array<Buffer> = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method, url, headers } = request;
      received.push({ request: { method, url, headers }, event: JSON.parse(Buffer.concat(parts).toString("utf8")) });
      response.writeHead(statusOf(received.length), { location: "/elsewhere" }).end("a body");
    });
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return { received, url: `http://127.0.0.1:${(own.address() as AddressInfo).port}` };
};

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

const isStart = ({ event }: Received) => event.eventType === "START" && !("parent" in event.run.facets);

test("events are posted in their order, with the key, each once when it was taken", async () => {
  const consumer = await startConsumer(() => 201);
  const warehouse = await createWarehouse({
    TRIALFLOW_OPENLINEAGE_URL: `${consumer.url}/lineage/`,
    TRIALFLOW_OPENLINEAGE_API_KEY: "s3cret-key",
    TRIALFLOW_OPENLINEAGE_NAMESPACE: "clinical",
  });
  const { runId } = await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)]);
  const { received } = consumer;
  expect(received).toHaveLength(10);
  for (const { request, event } of received) {
    expect(request).toMatchObject({ method: "POST", url: "/lineage/api/v1/lineage" });
    expect(request.headers).toMatchObject({ authorization: "Bearer s3cret-key", "content-type": "application/json" });
    expect(request.headers["traceparent"]).toBeUndefined();
    expect(problemsIn(event)).toEqual([]);
    expect(event.job.namespace).toBe("clinical");
  }
  expect(received[0]?.event).toMatchObject({ eventType: "START", run: { runId } });
  expect(received.at(-1)?.event).toMatchObject({ eventType: "COMPLETE", run: { runId } });
  expect(warehouse.warnings).toEqual([]);
});

test("an event that a failing or busy consumer did not take is posted again", async () => {
  const consumer = await startConsumer((number) => ({ 1: 500, 2: 429 })[number] ?? 200);
  const warehouse = await createWarehouse({ TRIALFLOW_OPENLINEAGE_URL: consumer.url });
  await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)]);
  expect(consumer.received.slice(0, 4).map(isStart)).toEqual([true, true, true, false]);
  expect(consumer.received).toHaveLength(12);
  expect(consumer.received[0]?.event).toEqual(consumer.received[2]?.event);
  expect(warehouse.warnings).toEqual([]);
});

test.each([401, 302, 422])(
  "an event that is refused with %i is not posted again, and the run succeeds",
  async (status) => {
    const consumer = await startConsumer(() => status);
    const warehouse = await createWarehouse({
      TRIALFLOW_OPENLINEAGE_URL: consumer.url,
      TRIALFLOW_OPENLINEAGE_API_KEY: "s3cret-key",
    });
    expect(await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)])).toMatchObject({ status: "succeeded" });
    // Of what follows an event that was not taken nothing is posted either.
    expect(consumer.received.map(({ request, event }) => [request.url, event.eventType])).toEqual([
      ["/api/v1/lineage", "START"],
      ["/api/v1/lineage", "START"],
    ]);
    expect(warehouse.warnings).toHaveLength(2);
    expect(warehouse.warnings[0]).toContain(`status ${status}`);
    expect(warehouse.warnings.join()).not.toContain("s3cret");
  },
);

test("a consumer that cannot be reached is a warning, the run succeeds and the file has the events all the same", async () => {
  const consumer = await startConsumer(() => 200);
  server?.close();
  const file = join(mkdtempSync(join(tmpdir(), "trialflow-events-")), "events.ndjson");
  const warehouse = await createWarehouse({
    TRIALFLOW_OPENLINEAGE_URL: consumer.url,
    TRIALFLOW_OPENLINEAGE_API_KEY: "s3cret-key",
    TRIALFLOW_OPENLINEAGE_FILE: file,
  });
  expect(await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)])).toMatchObject({ status: "succeeded" });
  expect(warehouse.warnings).toHaveLength(2);
  expect(warehouse.warnings[0]).toContain(`${consumer.url}/api/v1/lineage`);
  expect(warehouse.warnings[0]).toContain("ECONNREFUSED");
  expect(warehouse.warnings.join()).not.toContain("s3cret");
  expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(10);
});

test("a consumer that does not answer is not waited for", async () => {
  const own = createServer(() => {});
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  let requests = 0;
  own.on("request", () => {
    requests++;
  });
  const url = new URL(`http://127.0.0.1:${(own.address() as AddressInfo).port}`);
  const error = await Effect.runPromise(
    Effect.flatMap(HttpClient.HttpClient, (client) =>
      Effect.flip(
        httpTransport({ url, apiKey: Option.none(), timeout: Duration.millis(200) }, client).send([{} as RunEvent]),
      ),
    ).pipe(Effect.provide(FetchHttpClient.layer)),
  );
  expect(error).toMatchObject({ _tag: "OpenLineageError", reason: "Timeout", isRetryable: false });
  expect(error.message).toContain("no answer within 200ms");
  expect(requests).toBe(1);
});

test("a file that cannot be written is a warning, and the run succeeds", async () => {
  const blocked = join(mkdtempSync(join(tmpdir(), "trialflow-blocked-")), "file");
  writeFileSync(blocked, "not a folder");
  chmodSync(blocked, 0o400);
  const file = join(blocked, "events.ndjson");
  const warehouse = await createWarehouse({ TRIALFLOW_OPENLINEAGE_FILE: file });
  expect(await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)])).toMatchObject({ status: "succeeded" });
  expect(warehouse.warnings).toHaveLength(2);
  expect(warehouse.warnings[0]).toContain(file);
});

test("without a setting nobody listens", async () => {
  const warehouse = await createWarehouse({});
  expect(await warehouse.ingest([writeTrials(warehouse.home, "a.csv", 5)])).toMatchObject({ status: "succeeded" });
  expect(warehouse.newEvents()).toEqual([]);
  expect(warehouse.warnings).toEqual([]);
});
