import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metricNames, renderPrometheus, type WarehouseMetrics } from "../../src/index.ts";
import { stepBuckets } from "../../src/metrics/readSteps.ts";
import { renderSamples } from "../../src/metrics/renderSamples.ts";
import { histogramSamples, type Sample } from "../../src/metrics/Sample.ts";

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;
if (!hasPromtool) console.log("Skipped: what promtool says of the text. It is in Debian's package `prometheus`.");

const runs = {
  running: 0,
  succeeded: 3,
  unchanged: 1,
  failed: 0,
  gate_failed: 0,
  interrupted: 0,
  crashed: 0,
  cancelled: 0,
};

const metrics: WarehouseMetrics = {
  source: "covid",
  readAt: 1_600_000_100,
  runs,
  lastRun: { status: "succeeded", finishedAt: 1_600_000_000, durationSeconds: 12.5 },
  lastSuccessAt: 1_600_000_000,
  oldestHeartbeatAt: 1_600_000_092,
  steps: [
    {
      step: "load",
      status: "succeeded",
      count: 2,
      durations: {
        bounds: stepBuckets,
        atMost: stepBuckets.map((bound) => (bound < 2.5 ? 0 : bound < 10 ? 1 : 2)),
        count: 2,
        sum: 9,
      },
    },
    { step: "load", status: "failed", count: 1, durations: null },
  ],
  loads: {
    loads: { snapshot: 2, increment: 0 },
    bytes: 1234,
    read: 10,
    new: 5,
    changed: 1,
    unchanged: 2,
    duplicate: 1,
    rejected: 1,
    vanished: 0,
    lastRejectedRatio: 0.1,
    usualRejectedRatio: null,
  },
  rejects: [{ reason: "malformed_date", ever: 4, states: { open: 1, waived: 1, resolved: 2, superseded: 0 } }],
  verdicts: { passed: 2, warned: 1, failed: 0 },
  lastVerdict: "warned",
  checks: [
    { check: "a", severity: "error", result: "passed", failedRows: 0 },
    { check: "b", severity: "error", result: "passed", failedRows: 0 },
    { check: "c", severity: "warn", result: "warned", failedRows: 7 },
  ],
  publication: { snapshotAt: 1_599_990_000, publishedAt: 1_599_999_000 },
  tableRows: { trials: 5 },
  server: {
    sizeBytes: 5e7,
    schemaBytes: { raw: 1e6 },
    connections: { trialflow: 3, other: 1 },
    maxConnections: 100,
    committed: 10,
    rolledBack: 1,
    blocksHit: 100,
    blocksRead: 2,
    temporaryBytes: 0,
    deadlocks: 0,
    auditEntries: 9,
  },
};

const scrape = (source: string) => ({ source, durationSeconds: 0.02, metrics: { ...metrics, source } });
const text = renderPrometheus({ warehouses: [scrape("covid"), scrape("flu")], schedules: null });

describe("the text of two sources", () => {
  test("has HELP and TYPE of each metric once, before its lines of both sources", () => {
    expect(text).toContain(
      `# HELP trialflow_loads_total Accepted files.
# TYPE trialflow_loads_total counter
trialflow_loads_total{source="covid",extent="snapshot"} 2
trialflow_loads_total{source="covid",extent="increment"} 0
trialflow_loads_total{source="flu",extent="snapshot"} 2
trialflow_loads_total{source="flu",extent="increment"} 0
# HELP`,
    );
    const types = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    expect(new Set(types).size).toBe(types.length);
    expect(text.endsWith("\n")).toBe(true);
  });

  test("has a histogram with buckets that include their bound, and ends with +Inf", () => {
    expect(text).toContain(
      'trialflow_step_duration_seconds_bucket{source="covid",step="load",status="succeeded",le="2.5"} 1\n',
    );
    expect(text).toContain(
      'trialflow_step_duration_seconds_bucket{source="covid",step="load",status="succeeded",le="+Inf"} 2\n',
    );
    expect(text).toContain('trialflow_step_duration_seconds_sum{source="covid",step="load",status="succeeded"} 9\n');
    expect(text).not.toContain('trialflow_step_duration_seconds_count{source="covid",step="load",status="failed"}');
    expect(text).toContain('trialflow_steps{source="covid",step="load",status="failed"} 1\n');
  });

  test("counts checks by severity and result, and ages from the moment of the reading", () => {
    expect(text).toContain('trialflow_checks{source="covid",severity="error",result="passed"} 2\n');
    expect(text).toContain('trialflow_checks{source="covid",severity="warn",result="warned"} 1\n');
    expect(text).toContain('trialflow_success_age_seconds{source="covid"} 100\n');
    expect(text).toContain('trialflow_run_silence_seconds{source="covid"} 8\n');
    expect(text).toContain('trialflow_publication_lag_seconds{source="covid"} 9000\n');
  });

  test("leaves out what is not known", () => {
    expect(text).not.toContain("trialflow_usual_load_rejected_ratio");
    expect(text).not.toContain("null");
  });

  test.skipIf(!hasPromtool)("promtool finds nothing wrong", () => {
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    expect(`${stdout}${stderr}`).toBe("");
    expect(status).toBe(0);
  });
});

test("a source whose database is down has nothing but that", () => {
  const warehouses = [{ source: "covid", durationSeconds: 5, metrics: null }];
  expect(renderPrometheus({ warehouses, schedules: null })).toBe(
    `# HELP trialflow_database_up 1 when the source's database answered this scrape, 0 when it did not.
# TYPE trialflow_database_up gauge
trialflow_database_up{source="covid"} 0
# HELP trialflow_scrape_duration_seconds How long the source's database took to answer this scrape.
# TYPE trialflow_scrape_duration_seconds gauge
trialflow_scrape_duration_seconds{source="covid"} 5
`,
  );
});

test.each([
  ["no run is under way", null],
  ["the clock of whoever carries the run is ahead", 1_600_000_101],
])("a sign of life is of now when %s", (_, oldestHeartbeatAt) => {
  const warehouses = [{ ...scrape("covid"), metrics: { ...metrics, oldestHeartbeatAt } }];
  expect(renderPrometheus({ warehouses, schedules: null })).toContain(
    'trialflow_run_silence_seconds{source="covid"} 0\n',
  );
});

test("whatever a label holds, it stays one line and can be read back", () => {
  const declarations = { m: { type: "gauge", help: "Of\nall \\ sorts.", labels: ["l"] } } as const;
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(fc.constantFrom('"', "\\", "\n", "}", " "), fc.string({ unit: "binary", maxLength: 1 })),
      }),
      fc.double({ noNaN: true }),
      (label, value) => {
        const sample: Sample = { name: "m", suffix: "", labels: { l: label }, value };
        const [, , line = "", end] = renderSamples(declarations, [sample]).split("\n");
        const [, escaped = "", number = ""] = /^m\{l="((?:[^"\\]|\\.)*)"\} (\S+)$/su.exec(line) ?? [];
        const unescaped = escaped.replaceAll(/\\(.)/gs, (_, character) => (character === "n" ? "\n" : character));
        expect(unescaped).toBe(label);
        expect(Number(number.replace("Inf", "Infinity"))).toBe(value === 0 ? 0 : value);
        expect(end).toBe("");
      },
    ),
  );
});

test("a histogram's buckets never fall, and the last one is the count", () => {
  const [last, ...rest] = histogramSamples("m", {}, { bounds: [1, 2], atMost: [3, 4], count: 5, sum: 6 })
    .filter(({ suffix }) => suffix === "_bucket")
    .map(({ labels, value }) => `${labels["le"]}: ${value}`)
    .toReversed();
  expect([last, ...rest]).toEqual(["+Inf: 5", "2: 4", "1: 3"]);
});

describe("the names", () => {
  test("counters end in _total and nothing else does; units are the base units", () => {
    for (const [name, { type, help }] of Object.entries(metricNames)) {
      expect(name.endsWith("_total"), name).toBe(type === "counter");
      expect(name, name).not.toMatch(/_(ms|millis|minutes|hours|kb|mb|percent)(_|$)/);
      expect(help, name).toMatch(/^[A-Z0-9].*\.$/s);
      if (type === "histogram") expect(name, name).toMatch(/_seconds$/);
    }
  });

  test("no counter and gauge differ by _total alone, which OpenMetrics would take for one", () => {
    const names = Object.keys(metricNames);
    expect(names.filter((name) => names.includes(`${name}_total`))).toEqual([]);
  });
});
