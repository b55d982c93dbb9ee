import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { defaultSource } from "@trialflow/pipeline";
import { Effect, Layer, ManagedRuntime, Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { panelQueries, readDashboards } from "../../../../tools/docker/src/monitoring/readDashboards.ts";
import {
  layerProcessMetrics,
  processMetricsText,
  prometheusContentType,
  renderPrometheus,
  Schedule,
  scrapeSchedules,
  scrapeWarehouse,
} from "../../src/index.ts";
import { expectedNumbers } from "./support/expectedNumbers.ts";
import { hasPrometheus, type Prometheus, startPrometheus } from "./support/startPrometheus.ts";
import { createTestWarehouse, flawedRecords, makeHistory, type TestWarehouse } from "./support/testWarehouse.ts";

if (!hasPrometheus) console.log("Skipped: what a real Prometheus says. It is in Debian's package `prometheus`.");

const schedules = [
  Schema.decodeUnknownSync(Schedule)({ name: "nightly", sla: { duration: "30 minutes", freshness: "36 hours" } }),
];
const queries = panelQueries(readDashboards(resolve(import.meta.dirname, "../../../../docker/monitoring")));

const page = Effect.gen(function* () {
  const warehouses = [yield* scrapeWarehouse(defaultSource)];
  const scrape = { warehouses, schedules: yield* scrapeSchedules(schedules) };
  return renderPrometheus(scrape) + (yield* processMetricsText);
});

describe.skipIf(!hasPrometheus)("a real Prometheus that scrapes a real ledger", () => {
  let warehouse: TestWarehouse;
  let server: Server;
  let prometheus: Prometheus;
  let runtime: ManagedRuntime.ManagedRuntime<Layer.Success<TestWarehouse["layer"]>, unknown>;

  const seriesOf = ({ __name__: name = "", job: _, instance: __, ...labels }: Readonly<Record<string, string>>) =>
    [
      name,
      ...Object.entries(labels)
        .map(([label, value]) => `${label}=${value}`)
        .sort(),
    ].join(" ");
  const written = (series: string) => {
    const [, name = "", labels = ""] = /^(\w+)(?:\{(.*)\})?$/.exec(series) ?? [];
    const found = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = "", value = ""]) => [
      label,
      value,
    ]);
    return seriesOf({ __name__: name, ...Object.fromEntries(found) });
  };

  beforeAll(async () => {
    warehouse = await createTestWarehouse();
    await makeHistory(warehouse);
    runtime = ManagedRuntime.make(Layer.merge(warehouse.layer, layerProcessMetrics));
    server = createServer((_, response) => {
      runtime.runPromise(page).then(
        (text) => response.writeHead(200, { "content-type": prometheusContentType }).end(text),
        (error) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    prometheus = await startPrometheus((server.address() as AddressInfo).port);
    // Two scrapes at least, so that there are rates.
    await vi.waitFor(
      async () => {
        const [scrapes] = await prometheus.query('count_over_time((up{job="trialflow"} == 1)[5m:1s])');
        expect(scrapes?.value).toBeGreaterThan(3);
      },
      { timeout: 50_000, interval: 300 },
    );
  });
  afterAll(async () => {
    await prometheus?.stop();
    server?.closeAllConnections();
    server?.close();
    await runtime?.dispose();
  });

  const expectLedger = async () => {
    const expected = await expectedNumbers(warehouse);
    const answers = await prometheus.query('{job="trialflow"}');
    const found = new Map(answers.map(({ metric, value }) => [seriesOf(metric), value]));
    expect(expected.size).toBeGreaterThan(150);
    for (const [series, value] of expected) expect.soft(found.get(written(series)), series).toBeCloseTo(value, 3);
  };

  test("answers with the ledger's numbers, read by SQL", expectLedger);

  test("knows the type and the meaning of every metric", async () => {
    const metadata =
      await prometheus.get<Record<string, ReadonlyArray<{ type: string; help: string }>>>("/api/v1/metadata");
    expect(metadata["trialflow_rows_total"]?.[0]).toMatchObject({ type: "counter" });
    expect(metadata["trialflow_step_duration_seconds"]?.[0]).toMatchObject({ type: "histogram" });
    expect(Object.values(metadata).filter(([first]) => first?.help === "" || first?.type === "unknown")).toEqual([]);
  });

  test("judges the rules, and tells of what this history is about", async () => {
    type Rules = { groups: ReadonlyArray<{ rules: ReadonlyArray<{ name: string; health: string; state: string }> }> };
    const firing = await vi.waitFor(
      async () => {
        const { groups } = await prometheus.get<Rules>("/api/v1/rules");
        const rules = groups.flatMap((group) => group.rules);
        expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
        expect(rules.length).toBeGreaterThan(10);
        const found = rules.filter(({ state }) => state !== "inactive").map(({ name, state }) => `${name} ${state}`);
        expect(found.length).toBeGreaterThan(6);
        return found;
      },
      { timeout: 20_000, interval: 300 },
    );
    expect(firing.toSorted()).toEqual([
      "TrialflowAlertUndelivered pending",
      "TrialflowFireWaits pending",
      "TrialflowGateClosed firing",
      "TrialflowRunAbandoned pending",
      "TrialflowRunFailed firing",
      "TrialflowSchedulePaused pending",
      "TrialflowSlaMissed firing",
      "TrialflowTurnWaits pending",
    ]);
  });

  test("follows a run that it watches: alerts end, and the numbers are the ledger's again", async () => {
    await warehouse.ingest(warehouse.write("third.csv", flawedRecords(200)));
    const read = await warehouse.count("select sum(rows_read) from ops.loads");
    await vi.waitFor(
      async () => {
        expect((await prometheus.query("trialflow_rows_read_total"))[0]?.value).toBe(read);
        expect(await prometheus.query('ALERTS{alertname=~"TrialflowRunFailed|TrialflowGateClosed"}')).toEqual([]);
      },
      { timeout: 20_000, interval: 300 },
    );
    await expectLedger();
  });

  test.each(queries)("has an answer for $dashboard, $panel: $expression", async ({ expression }) => {
    expect((await prometheus.query(expression)).length).toBeGreaterThan(0);
  });
});
