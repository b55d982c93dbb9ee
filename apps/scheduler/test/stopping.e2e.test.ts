import { createConnection } from "node:net";
import { requestFire } from "@trialflow/operations";
import { describe, expect, type TestContext, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import type { TestLedger } from "./support/TestLedger.ts";
import { never } from "./support/TestSite.ts";

const schedule = { name: "covid", source: "ctgov-covid19" };

/** A scheduler whose run stands still in the middle of its step "transform". */
const heldInTransform = async (context: TestContext, environment: Readonly<Record<string, string>> = {}) => {
  const { site, ledger } = await openSite(context);
  await site.putSample();
  await site.writeSchedules({ name: schedule.name, cron: never });
  const startOne = () => site.startListed({ DATABASE_URL: ledger.url, ...environment });
  const hold = await ledger.hold("staging.trials");
  const { fireId } = await ledger.act(requestFire(schedule));
  const scheduler = startOne();
  await hold.isWaitedFor();
  return { ledger, hold, fireId, scheduler, startOne };
};

const stepKeys = async (ledger: TestLedger) => (await ledger.steps()).map(({ step_key }) => step_key);

const expectUnderWay = async (ledger: TestLedger, done: ReadonlyArray<string>) => {
  expect(await stepKeys(ledger)).toEqual(done);
  expect(await ledger.fires()).toMatchObject([{ status: "running", attempts: [], finishedAt: null }]);
  expect(await ledger.runs()).toMatchObject([{ status: "running" }]);
};

/** Sees that the run comes to its end, each step performed once. */
const expectToEnd = async (ledger: TestLedger, fireId: string) => {
  expect(await ledger.ended(fireId)).toMatchObject({ status: "succeeded", runId: fireId, resumedCount: 0 });
  expect(await stepKeys(ledger)).toEqual(["acquire", "0/load", "0/transform", "0/check", "0/publish"]);
  expect(await ledger.runs()).toMatchObject([{ run_id: fireId, status: "succeeded" }]);
  expect(await ledger.count("ops.loads")).toBe(1);
  expect(await ledger.count("analytics.trials")).toBeGreaterThan(100);
};

describe.concurrent("a scheduler", { timeout: 120_000 }, () => {
  test.for(["SIGTERM", "SIGINT"] as const)(
    "that is idle and gets %s ends with exit code 0",
    async (signal, context) => {
      const { site, ledger } = await openSite(context);
      const scheduler = site.start({ DATABASE_URL: ledger.url, TRIALFLOW_SCHEDULER_CRON: never });
      // A probe that keeps its connection open, and one that never says anything.
      const { hostname, port } = new URL(await scheduler.address());
      const silent = createConnection(Number(port), hostname);
      silent.on("error", () => {});
      await fetch(`${await scheduler.address()}/healthz`);
      await scheduler.line("Waiting");
      context.expect(await scheduler.stop(signal)).toBe(0);
      context.expect(scheduler.lines.at(-1)?.message).toBe("Stopped");
      context.expect(scheduler.strayOutput).toEqual([]);
      silent.destroy();
      const open = await ledger.sql`
      select from pg_stat_activity where application_name like 'trialflow%' and datname = current_database()`;
      context.expect(open).toHaveLength(0);
    },
  );

  test("that gets SIGTERM in the middle of a step lets it end; the next scheduler goes on behind it", async (context) => {
    const { ledger, hold, fireId, scheduler, startOne } = await heldInTransform(context);
    scheduler.signal("SIGTERM");
    await scheduler.line("A step is under way: waiting for its end");
    await hold.release();
    expect(await scheduler.exitCode).toBe(0);
    expect(scheduler.strayOutput).toEqual([]);
    await expectUnderWay(ledger, ["acquire", "0/load", "0/transform"]);
    startOne();
    await expectToEnd(ledger, fireId);
  });

  test("undoes a step that does not end within the shutdown timeout; the next scheduler does it again", async (context) => {
    const { ledger, hold, fireId, scheduler, startOne } = await heldInTransform(context, {
      TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT: "1 second",
    });
    // Its statement still waits for the lock: a statement that takes long does not hold up the end either.
    expect(await scheduler.stop("SIGTERM")).toBe(0);
    await scheduler.line("The step has not ended: it is broken off");
    expect(scheduler.strayOutput).toEqual([]);
    await expectUnderWay(ledger, ["acquire", "0/load"]);
    await hold.release();
    startOne();
    await expectToEnd(ledger, fireId);
  });

  test("that is killed in the middle of a step leaves nothing of it; the next scheduler does it again", async (context) => {
    const { ledger, hold, fireId, scheduler, startOne } = await heldInTransform(context);
    await scheduler.stop("SIGKILL");
    await expectUnderWay(ledger, ["acquire", "0/load"]);
    const next = startOne();
    await next.line("Waiting");
    await hold.release();
    await expectToEnd(ledger, fireId);
    expect((await ledger.sql`select begun_steps from ops.runs`)[0]).toEqual({ begun_steps: {} });
  });

  test("that is killed between a step's commit and the note of it leaves the step done", async (context) => {
    const { ledger, hold, fireId, scheduler, startOne } = await heldInTransform(context);
    const note = await ledger.hold("ops.run_results");
    await hold.release();
    await note.isWaitedFor();
    await scheduler.stop("SIGKILL");
    await expectUnderWay(ledger, ["acquire", "0/load", "0/transform"]);
    await note.release();
    startOne();
    await expectToEnd(ledger, fireId);
  });
});
