import { Database } from "@trialflow/database";
import { defaultSource } from "@trialflow/pipeline";
import { Effect, Logger, Redacted, Schema } from "effect";
import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  metricNames,
  renderPrometheus,
  Schedule,
  schedulerApplicationName,
  scrapeSchedules,
  scrapeWarehouse,
} from "../../src/index.ts";
import { expectedNumbers } from "./support/expectedNumbers.ts";
import { parseExposition } from "./support/parseExposition.ts";
import { createTestWarehouse, makeHistory, sampleRecords, type TestWarehouse } from "./support/testWarehouse.ts";

const nightly = Schema.decodeUnknownSync(Schedule)({
  name: "nightly",
  sla: { duration: "30 minutes", freshness: "36 hours" },
});

const exportedBy = (warehouse: TestWarehouse) =>
  warehouse.run(
    Effect.gen(function* () {
      const warehouses = [yield* scrapeWarehouse(defaultSource)];
      return renderPrometheus({ warehouses, schedules: yield* scrapeSchedules([nightly]) });
    }),
  );

describe("after a history with rejects, a waiver, a closed gate and a failed run", () => {
  let warehouse: TestWarehouse;
  let text: string;
  let series: ReadonlyMap<string, number>;

  beforeAll(async () => {
    warehouse = await createTestWarehouse();
    await makeHistory(warehouse);
    text = await exportedBy(warehouse);
    series = parseExposition(text);
  });

  const ofSource = (name: string, labels = "") => series.get(`${name}{source="ctgov-covid19"${labels}}`);
  const ofNightly = (name: string) => series.get(`${name}{schedule="nightly",source="ctgov-covid19"}`);

  test("the history has everything that the comparison is about", async () => {
    expect(await warehouse.ask("select status, count(*)::int as n from ops.runs group by 1 order by 1")).toEqual([
      { status: "failed", n: 1 },
      { status: "gate_failed", n: 1 },
      { status: "running", n: 3 },
      { status: "succeeded", n: 3 },
      { status: "unchanged", n: 1 },
    ]);
    expect(await warehouse.count("select count(*) from ops.rejects where scope = 'file_row'")).toBeGreaterThan(0);
    expect(await warehouse.count("select count(distinct state) from ops.reject_states")).toBeGreaterThan(1);
    expect(await warehouse.count("select sum(rows_vanished) from ops.loads")).toBeGreaterThan(20);
    expect(await warehouse.count("select sum(rows_changed) from ops.loads")).toBeGreaterThan(0);
    expect(await warehouse.count("select sum(rows_duplicate) from ops.loads")).toBe(1);
  });

  test("every number equals the one that plain SQL counts", async () => {
    const expected = await expectedNumbers(warehouse);
    expect(expected.size).toBeGreaterThan(150);
    const found = new Map([...expected.keys()].map((name) => [name, series.get(name)]));
    for (const [name, value] of expected) expect.soft(found.get(name), name).toBeCloseTo(value, 3);
  });

  test("what did not happen is 0 and not absent", () => {
    expect(ofSource("trialflow_runs", ',status="crashed"')).toBe(0);
    expect(ofSource("trialflow_check_runs_total", ',verdict="warned"')).toBeTypeOf("number");
    expect(ofSource("trialflow_loads_total", ',extent="increment"')).toBe(0);
    expect(series.get('trialflow_fires{schedule="nightly",source="ctgov-covid19",status="timed_out"}')).toBe(0);
    expect(series.get('trialflow_alerts_open{kind="sla_missed",severity="warning"}')).toBe(0);
  });

  test("a waiver is no ingest: the newest one is the run that failed", () => {
    expect(ofSource("trialflow_last_run_status", ',status="failed"')).toBe(1);
    expect(ofSource("trialflow_last_run_status", ',status="succeeded"')).toBe(0);
  });

  test("ages are those of the moments beside them", async () => {
    const now = Date.now() / 1000;
    for (const what of ["snapshot", "publication"] as const) {
      const at = ofSource(`trialflow_${what}_timestamp_seconds`) ?? Number.NaN;
      expect(Math.abs((ofSource(`trialflow_${what}_age_seconds`) ?? Number.NaN) - (now - at))).toBeLessThan(60);
    }
    expect(ofSource("trialflow_publication_lag_seconds")).toBeCloseTo(
      (ofSource("trialflow_publication_timestamp_seconds") ?? 0) -
        (ofSource("trialflow_snapshot_timestamp_seconds") ?? 0),
      3,
    );
  });

  test("schedules say their next tick, their SLA, their pause, and how long fires run and wait", () => {
    const next = ofNightly("trialflow_schedule_next_tick_timestamp_seconds") ?? 0;
    expect(new Date(next * 1000).toISOString()).toMatch(/T03:00:00.000Z$/);
    expect(next * 1000).toBeGreaterThan(Date.now() - 60_000);
    expect(ofNightly("trialflow_schedule_enabled")).toBe(1);
    expect(ofNightly("trialflow_schedule_paused")).toBe(1);
    expect(ofNightly("trialflow_schedule_sla_duration_seconds")).toBe(1800);
    expect(ofNightly("trialflow_schedule_sla_freshness_seconds")).toBe(129_600);
    expect(ofNightly("trialflow_fire_failed_attempts_total")).toBe(2);
    expect(ofNightly("trialflow_fire_resumptions_total")).toBe(3);
    expect((ofNightly("trialflow_fire_running_seconds") ?? 0) / 60).toBeGreaterThan(119);
    expect((ofNightly("trialflow_fire_running_seconds") ?? 0) / 60).toBeLessThan(125);
    expect((ofNightly("trialflow_fire_waiting_seconds") ?? 0) / 60).toBeGreaterThan(89);
    expect((ofNightly("trialflow_fire_waiting_seconds") ?? 0) / 60).toBeLessThan(95);
  });

  test("the run of the schedulers that has gone without a sign of life for longest counts, and no process's", () => {
    const age = ofSource("trialflow_run_silence_seconds") ?? 0;
    expect(age).toBeGreaterThanOrEqual(600);
    expect(age).toBeLessThan(720);
  });

  test("the turn that waits for longest counts, and none that is under way, done or given up", async () => {
    expect(
      await warehouse.ask("select state, count(*)::int as n from engine.turn_queue group by 1 order by 1"),
    ).toEqual([
      { state: "completed", n: 1 },
      { state: "failed", n: 1 },
      { state: "pending", n: 4 },
    ]);
    const waiting = series.get("trialflow_turn_waiting_seconds") ?? 0;
    expect(waiting).toBeGreaterThanOrEqual(1200);
    expect(waiting).toBeLessThan(1320);
  });

  test("a scheduler counts by its session for as long as that lasts", async () => {
    const session = warehouse.connect();
    await session`set application_name = ${session.unsafe(`'${schedulerApplicationName}'`)}`;
    const sessions = async () => parseExposition(await exportedBy(warehouse)).get("trialflow_scheduler_sessions");
    expect(await sessions()).toBe(1);
    await session.end();
    await vi.waitFor(async () => expect(await sessions()).toBe(0));
  });

  test("the server's own numbers are there", async () => {
    const size = await warehouse.count("select pg_database_size(current_database())");
    expect(ofSource("trialflow_database_size_bytes")).toBeGreaterThan(size * 0.9);
    expect(ofSource("trialflow_database_size_bytes")).toBeLessThan(size * 1.1);
    expect(ofSource("trialflow_schema_size_bytes", ',schema="raw"')).toBeGreaterThan(100_000);
    expect(ofSource("trialflow_schema_size_bytes", ',schema="engine"')).toBeGreaterThan(0);
    expect(ofSource("trialflow_database_connections", ',application="trialflow"')).toBeGreaterThan(0);
    expect(ofSource("trialflow_database_transactions_total", ',result="committed"')).toBeGreaterThan(0);
  });

  test("every exported metric is declared, with the labels that it has", () => {
    for (const name of series.keys()) {
      const [, metric = "", labels = ""] = /^([a-z_]+?)(?:_bucket|_sum|_count)?(?:\{(.*)\})?$/.exec(name) ?? [];
      const declared = metricNames[metric as keyof typeof metricNames];
      expect(declared, name).toBeDefined();
      const found = [...labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)]
        .map(([, label]) => label)
        .filter((label) => label !== "le");
      expect(found, name).toEqual(declared.labels);
    }
  });

  test("no counter falls when runs, a replayed file and a resumed fire follow", async () => {
    await warehouse.ingest(warehouse.write("third.csv", sampleRecords));
    await warehouse.ask(
      "update ops.schedule_fires set status = 'queued', resumed_count = resumed_count + 1 where status = 'failed'",
    );
    await warehouse.ask("update ops.runs set status = 'running', finished_at = null where status = 'failed'");
    const later = parseExposition(await exportedBy(warehouse));
    const counters = Object.entries(metricNames)
      .filter(([, { type }]) => type !== "gauge")
      .map(([name]) => name);
    const isCounter = (name: string) => counters.some((counter) => name.startsWith(counter));
    const fallen = [...series].filter(([name, value]) => isCounter(name) && (later.get(name) ?? -1) < value);
    expect([...series.keys()].filter(isCounter).length).toBeGreaterThan(50);
    expect(fallen).toEqual([]);
    expect(later.get('trialflow_rows_read_total{source="ctgov-covid19"}')).toBeGreaterThan(
      ofSource("trialflow_rows_read_total") ?? 0,
    );
  });

  test("it needs no more than the rights of `auditor`, which leave out the queue", async () => {
    const admin = warehouse.connect();
    await admin.unsafe("create role metrics_reader login password 'pw' in role auditor");
    await admin.end();
    const url = new URL(warehouse.url);
    url.username = "metrics_reader";
    url.password = "pw";
    const [scrape, schedules] = await Effect.runPromise(
      Effect.all([scrapeWarehouse(defaultSource), scrapeSchedules([nightly])]).pipe(
        Effect.provide(Database.layerUrl(Redacted.make(url.href))),
      ),
    );
    expect(scrape.metrics?.runs.succeeded).toBe(4);
    expect(schedules?.fires).toHaveLength(1);
    expect(schedules?.turns).toBeNull();
  });
});

test("a database in which nothing ever ran gives a page without ages, and no failure", async () => {
  const warehouse = await createTestWarehouse();
  const series = parseExposition(await exportedBy(warehouse));
  expect(series.get('trialflow_runs_started_total{source="ctgov-covid19"}')).toBe(0);
  expect(series.get('trialflow_gate_closed{source="ctgov-covid19"}')).toBe(0);
  expect(series.get('trialflow_run_silence_seconds{source="ctgov-covid19"}')).toBe(0);
  expect([...series.keys()].filter((name) => name.startsWith("trialflow_turn"))).toEqual([]);
  expect([...series.keys()].filter((name) => name.includes("_age_") || name.includes("last_run"))).toEqual([]);
});

test("a database that does not answer is told as down, and the reason is logged without a password", async () => {
  const warehouse = await createTestWarehouse();
  const elsewhere = await createTestWarehouse();
  const url = new URL(warehouse.url);
  const messages: Array<string> = [];
  const logger = Logger.make(({ message }) => messages.push(String(message)));
  const scrape = await Effect.runPromise(
    Effect.gen(function* () {
      const database = yield* Database;
      const admin = elsewhere.connect();
      // From now on nobody is let in: what a server that is shut down looks like to the next transaction.
      const name = url.pathname.slice(1);
      yield* Effect.promise(() =>
        admin.unsafe(`alter database "${name}" with allow_connections false`).then(() => admin.end()),
      );
      expect(database.info.database).toBe(url.pathname.slice(1));
      return yield* scrapeWarehouse(defaultSource, "2 seconds");
    }).pipe(Effect.provide(warehouse.layer), Effect.provide(Logger.layer([logger]))),
  );
  expect(scrape).toMatchObject({ source: defaultSource, metrics: null });
  const text = renderPrometheus({ warehouses: [scrape], schedules: null });
  expect(parseExposition(text).get('trialflow_database_up{source="ctgov-covid19"}')).toBe(0);
  expect(messages.join()).toMatch(/No metrics of source ctgov-covid19: metrics.warehouse/);
  if (url.password !== "") expect(messages.join()).not.toContain(url.password);
});
