import { createConnection } from "node:net";
import { createEmptyDatabase, createTestDatabase, startTestServer, type TestDatabase } from "@trialflow/testing";
import { afterEach, expect, test } from "vitest";
import { type LogLine, SchedulerProcess } from "./support/SchedulerProcess.ts";

const everyTwoSeconds = { TRIALFLOW_SCHEDULER_CRON: "*/2 * * * * *" };
/** In the next year at the earliest, or today at midnight: never while a test runs. */
const atStartOnly = { TRIALFLOW_SCHEDULER_CRON: "0 0 1 1 *", TRIALFLOW_SCHEDULER_RUN_AT_START: "true" };
const idle = { TRIALFLOW_SCHEDULER_CRON: "0 0 1 1 *" };

const toClose: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

const start = async (environment: Record<string, string>) => {
  const scheduler = await SchedulerProcess.start(environment);
  toClose.push(() => scheduler.dispose());
  return scheduler;
};

const withClient = (database: TestDatabase) => {
  const sql = database.connect();
  toClose.push(() => sql.end({ timeout: 1 }));
  return { url: database.url, sql };
};
const emptyDatabase = async () => withClient(await createEmptyDatabase());
const migratedDatabase = async () => withClient(await createTestDatabase());
type Client = ReturnType<typeof withClient>["sql"];

const runStatuses = async (sql: Client) =>
  (await sql<Array<{ status: string }>>`select status from ops.runs order by started_at`).map(({ status }) => status);

/** Lets no run come further than its first step until released. */
const holdRuns = async (sql: Client) => {
  let release = () => {};
  const isOver = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const transaction = sql.begin(async (tx) => {
    await tx`lock table ops.steps in share mode`;
    isHeld();
    await isOver;
  });
  await held;
  return async () => {
    release();
    await transaction;
  };
};

/** Waits until a run stands at the lock. */
const runIsHeld = async (sql: Client) => {
  for (;;) {
    const waiting = await sql`select 1 from pg_locks where relation = 'ops.steps'::regclass and not granted`;
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test("a tick loads, checks and publishes the inbox, once; later ticks find it unchanged", async () => {
  const { url, sql } = await emptyDatabase();
  const scheduler = await start({ ...everyTwoSeconds, DATABASE_URL: url });
  const first = await scheduler.line("Run finished", ({ annotations }) => annotations["status"] === "succeeded");
  await scheduler.line("Run finished", ({ annotations }) => annotations["status"] === "unchanged");

  const [trials] = await sql<[{ count: number }]>`select count(*)::int from analytics.trials`;
  expect(trials.count).toBeGreaterThan(100);
  const [run] = await sql<[{ program: string; status: string }]>`
    select program, status from ops.runs where run_id = ${String(first.annotations["runId"])}`;
  expect(run).toEqual({ program: "scheduler", status: "succeeded" });
  expect((await sql`select 1 from ops.loads`).length).toBe(1);

  const answer = await fetch(`${await scheduler.address()}/healthz`);
  expect(answer.status).toBe(200);
  const health = (await answer.json()) as { startedAt: string; nextRunAt: string; lastRun: { runId: string } };
  expect(health).toMatchObject({ status: "ok", database: "ok", lastRun: { status: expect.any(String) } });
  expect(Date.parse(health.nextRunAt)).toBeGreaterThan(Date.parse(health.startedAt));
  const known = await sql`select 1 from ops.runs where run_id = ${health.lastRun.runId}`;
  expect(known.length).toBe(1);
  expect((await fetch(`${await scheduler.address()}/`)).status).toBe(404);
});

test("every line of the log is one JSON object on standard error, and none shows the database's password", async () => {
  const { url } = await emptyDatabase();
  const scheduler = await start({ ...atStartOnly, DATABASE_URL: url, TRIALFLOW_LOG_LEVEL: "Debug" });
  await scheduler.line("Run finished");
  scheduler.signal("SIGTERM");
  await scheduler.exitCode;
  expect(scheduler.strayOutput).toEqual([]);
  expect(scheduler.lines.length).toBeGreaterThan(5);
  expect(JSON.stringify(scheduler.lines)).not.toContain(`:${new URL(url).password}@`);
});

test.each(["SIGTERM", "SIGINT"] as const)("an idle scheduler that gets %s ends with exit code 0", async (signal) => {
  const { url, sql } = await emptyDatabase();
  const scheduler = await start({ ...idle, DATABASE_URL: url });
  // A probe that keeps its connection open, and one that never says anything.
  const { hostname, port } = new URL(await scheduler.address());
  const silent = createConnection(Number(port), hostname);
  silent.on("error", () => {});
  await fetch(`${await scheduler.address()}/healthz`);
  await scheduler.line("Waiting");
  scheduler.signal(signal);
  expect(await scheduler.exitCode).toBe(0);
  expect(scheduler.lines.at(-1)?.message).toBe("Stopped");
  silent.destroy();
  const [open] = await sql<[{ count: number }]>`
    select count(*)::int from pg_stat_activity where application_name = 'trialflow' and datname = current_database()`;
  expect(open.count).toBe(0);
});

test("a run that is under way at SIGTERM ends in peace within the timeout, and no new one starts", async () => {
  const { url, sql } = await migratedDatabase();
  const release = await holdRuns(sql);
  const scheduler = await start({ ...everyTwoSeconds, DATABASE_URL: url });
  await runIsHeld(sql);
  await scheduler.line("Skipped this tick: the run of an earlier one");
  scheduler.signal("SIGTERM");
  await scheduler.line("A run is under way");
  // Until it has ended, the scheduler still says how it is.
  expect((await fetch(`${await scheduler.address()}/healthz`)).status).toBe(200);
  await release();
  expect(await scheduler.exitCode).toBe(0);
  expect(await runStatuses(sql)).toEqual(["succeeded"]);
  expect(scheduler.strayOutput).toEqual([]);
});

test("a run that does not end within the timeout is interrupted, recorded as such, and the exit code is 130", async () => {
  const { url, sql } = await migratedDatabase();
  const release = await holdRuns(sql);
  const scheduler = await start({
    ...atStartOnly,
    DATABASE_URL: url,
    TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT: "1 second",
  });
  await runIsHeld(sql);
  scheduler.signal("SIGTERM");
  await scheduler.line("The run has not ended");
  // Its statement still waits for the lock: a statement that takes long does not hold up the end either.
  expect(await scheduler.exitCode).toBe(130);
  await scheduler.line("Run interrupted");
  expect(await runStatuses(sql)).toEqual(["interrupted"]);
  await release();
  const again = await start({ ...atStartOnly, DATABASE_URL: url });
  const repaired = await again.line("Run finished");
  expect(repaired.annotations["status"]).toBe("succeeded");
});

test("two schedulers on one database never run at the same time: the second one skips the tick", async () => {
  const { url, sql } = await migratedDatabase();
  const release = await holdRuns(sql);
  const both = [
    await start({ ...everyTwoSeconds, DATABASE_URL: url }),
    await start({ ...everyTwoSeconds, DATABASE_URL: url }),
  ];
  const skipped = (line: LogLine) => line.level === "INFO";
  await Promise.race(both.map((scheduler) => scheduler.line("Skipped this tick: another run", skipped)));
  await release();
  await Promise.all(both.map((scheduler) => scheduler.line("Run finished")));
  for (const scheduler of both) scheduler.signal("SIGTERM");
  expect(await Promise.all(both.map((scheduler) => scheduler.exitCode))).toEqual([0, 0]);

  expect((await sql`select 1 from ops.loads`).length).toBe(1);
  const statuses = await runStatuses(sql);
  expect(statuses[0]).toBe("succeeded");
  expect(new Set(statuses.slice(1))).toEqual(new Set(["unchanged"]));
  const overlapping = await sql`
    select 1 from ops.runs a join ops.runs b
    on a.run_id < b.run_id and (a.started_at, a.finished_at) overlaps (b.started_at, b.finished_at)`;
  expect(overlapping.length).toBe(0);
  expect(both.flatMap(({ lines }) => lines).filter(({ level }) => level === "ERROR")).toEqual([]);
});

test("a closed quality gate is an error that names the checks; analytics and the scheduler stay as they were", async () => {
  const { url, sql } = await migratedDatabase();
  const scheduler = await start({ ...everyTwoSeconds, DATABASE_URL: url });
  await scheduler.line("Run finished");
  const trials = () => sql`select count(*)::int from analytics.trials`;
  const before = await trials();
  await scheduler.addTruncatedExport(20);
  const closed = await scheduler.line("The quality gate is closed");
  expect(closed).toMatchObject({ level: "ERROR", annotations: { status: "gate_failed" } });
  expect(closed.annotations["failedChecks"]).toContain("snapshot_is_not_half_of_the_last");
  expect(await trials()).toEqual(before);
  const answer = await fetch(`${await scheduler.address()}/healthz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "degraded", database: "ok", lastRun: { status: "gate_failed" } });
  scheduler.signal("SIGTERM");
  expect(await scheduler.exitCode).toBe(0);
});

test("without its database the scheduler says so, tries again, and can still be stopped", async () => {
  const server = await startTestServer();
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await server.stop();
    isStopped = true;
  };
  toClose.push(stop);
  const scheduler = await start({ ...everyTwoSeconds, DATABASE_URL: server.url });
  await scheduler.line("Run finished");
  const health = `${await scheduler.address()}/healthz`;
  expect((await fetch(health)).status).toBe(200);
  await stop();
  const failed = await scheduler.line("Run failed");
  expect(failed).toMatchObject({ level: "ERROR", annotations: { failure: { isRetryable: true } } });
  await scheduler.line("Trying again soon");
  // An answer of the last second may be given once more.
  let answer = await fetch(health);
  while (answer.status === 200) answer = await fetch(health);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: "degraded", database: "unreachable" });
  scheduler.signal("SIGTERM");
  // Waiting for another attempt is no run: there is nothing to wait for.
  expect(await scheduler.exitCode).toBe(0);
  expect(scheduler.lines.filter(({ message }) => message.startsWith("A run is under way"))).toEqual([]);
  expect(scheduler.strayOutput).toEqual([]);
});

test.each([
  ["TRIALFLOW_SCHEDULER_CRON", "61 * * * *"],
  ["TRIALFLOW_LOG_FORMAT", "xml"],
  ["DATABASE_URL", "not a url"],
])("%s=%s is refused with exit code 2 and one line that names it", async (name, value) => {
  const scheduler = await start({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", [name]: value });
  expect(await scheduler.exitCode).toBe(2);
  expect(scheduler.strayOutput).toEqual([]);
  expect(scheduler.lines).toHaveLength(1);
  expect(scheduler.lines[0]?.level).toBe("ERROR");
  expect(JSON.stringify(scheduler.lines)).toContain(name);
});

test("a port that is taken is an error with exit code 1", async () => {
  const { url } = await emptyDatabase();
  const first = await start({ ...idle, DATABASE_URL: url });
  const { port } = new URL(await first.address());
  const second = await start({ ...idle, DATABASE_URL: url, TRIALFLOW_SCHEDULER_PORT: port });
  expect(await second.exitCode).toBe(1);
  expect(second.strayOutput).toEqual([]);
  expect(JSON.stringify(second.lines)).toContain("EADDRINUSE");
});
