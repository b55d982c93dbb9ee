import { createEmptyDatabase } from "@trialflow/testing";
import { expect, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { never } from "./support/TestSite.ts";
import { until } from "./support/until.ts";

test("ticks bring in the inbox of an empty database once, then find it unchanged; the ledger and the health say so", async (context) => {
  const { site, ledger } = await openSite(context, await createEmptyDatabase());
  await site.putSample();
  const cron = { TRIALFLOW_SCHEDULER_CRON: "*/3 * * * * *" };
  const scheduler = site.start({ DATABASE_URL: ledger.url, ...cron });
  const { fireId } = (await scheduler.line("Fire begun")).annotations;
  const first = await ledger.ended(String(fireId));
  const second = await until(async () => (await ledger.fires()).find(({ status }) => status === "unchanged"));
  expect(first).toMatchObject({ schedule: "nightly", kind: "tick", status: "succeeded", reason: null, attempts: [] });
  expect(first.runId).toBe(first.fireId);
  expect(first.runner).toMatch(/#\d+$/);
  expect(first.scheduledAt.getTime() % 3000).toBe(0);

  expect(await ledger.count("analytics.trials")).toBeGreaterThan(100);
  expect(await ledger.count("ops.loads")).toBe(1);
  expect((await ledger.runs()).slice(0, 2)).toEqual([
    { run_id: first.runId, status: "succeeded", error: null, carrier: "engine" },
    { run_id: second.runId, status: "unchanged", error: null, carrier: "engine" },
  ]);
  const steps = (await ledger.steps()).filter(({ run_id }) => run_id === first.runId);
  expect(steps.map(({ step_key }) => step_key)).toEqual(["acquire", "0/load", "0/transform", "0/check", "0/publish"]);
  expect(new Set(steps.map(({ runner }) => runner))).toEqual(new Set([first.runner]));

  const address = await scheduler.address();
  const healthz = await until(async () => {
    const answer = await fetch(`${address}/healthz`);
    const body = (await answer.json()) as { readonly lastFire: { readonly fireId: string } | null };
    return body.lastFire?.fireId === second.fireId ? { answer, body } : undefined;
  });
  expect(healthz.answer.status).toBe(200);
  expect(healthz.body).toEqual({
    status: "ok",
    database: "ok",
    startedAt: expect.stringMatching(/Z$/),
    nextTickAt: expect.stringMatching(/Z$/),
    lastFire: {
      fireId: second.fireId,
      schedule: "nightly",
      status: "unchanged",
      finishedAt: second.finishedAt?.toISOString(),
    },
  });
  const readyz = await fetch(`${address}/readyz`);
  expect([readyz.status, await readyz.json()]).toEqual([200, { status: "ready" }]);
  expect((await fetch(`${address}/`)).status).toBe(404);
});

test("every line of the log is one JSON object on standard error, and none shows the database's password", async (context) => {
  const { site, ledger } = await openSite(context);
  await site.putSample();
  const scheduler = site.start({
    DATABASE_URL: ledger.url,
    TRIALFLOW_SCHEDULER_CRON: never,
    TRIALFLOW_SCHEDULER_RUN_AT_START: "true",
    TRIALFLOW_LOG_LEVEL: "Debug",
  });
  const ended = await scheduler.line("Fire ended");
  expect(ended).toMatchObject({ level: "INFO", annotations: { schedule: "nightly", status: "succeeded" } });
  expect(await scheduler.stop()).toBe(0);
  expect(scheduler.strayOutput).toEqual([]);
  const steps = scheduler.lines.filter(({ message }) => message === "Step finished");
  expect(steps.map(({ annotations }) => annotations["step"])).toEqual([
    "acquire",
    "load",
    "transform",
    "check",
    "publish",
  ]);
  const { password } = new URL(ledger.url);
  expect(password.length).toBeGreaterThan(3);
  expect(JSON.stringify(scheduler.lines)).not.toContain(`:${password}@`);
});

test("the numbers of /metrics are those of the ledger", async (context) => {
  const { site, ledger } = await openSite(context);
  await site.putSample();
  await site.writeSchedules({ name: "covid", cron: never, isRunAtStart: true });
  const scheduler = site.startListed({ DATABASE_URL: ledger.url });
  await scheduler.line("Fire ended");
  const answer = await fetch(`${await scheduler.address()}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  const sample = (name: string, labels: string) => {
    const line = text.split("\n").find((found) => found.startsWith(`${name}{`) && found.includes(labels));
    return line === undefined ? null : Number(line.split(" ").at(-1));
  };
  expect(sample("trialflow_fires", 'schedule="covid",source="ctgov-covid19",status="succeeded"')).toBe(1);
  expect(sample("trialflow_fires", 'schedule="covid",source="ctgov-covid19",status="failed"')).toBe(0);
  expect(sample("trialflow_table_rows", 'table="trials"')).toBe(await ledger.count("analytics.trials"));
  expect(sample("trialflow_audit_entries_total", "")).toBe(await ledger.count("ops.audit_log"));
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).not.toContain(new URL(ledger.url).password);
});
