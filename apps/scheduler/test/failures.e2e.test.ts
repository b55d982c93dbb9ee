import { requestFire, type ScheduleEntry } from "@trialflow/operations";
import { describe, expect, type TestContext, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { startProxy } from "./support/PausableProxy.ts";
import { sampleOf } from "./support/sampleSnapshots.ts";
import { never } from "./support/TestSite.ts";

const schedule = { name: "covid", source: "ctgov-covid19" };

/** A site with a schedule that never fires by itself. */
const openListed = async (context: TestContext, settings: Partial<ScheduleEntry> = {}) => {
  const opened = await openSite(context);
  await opened.site.writeSchedules({ name: schedule.name, cron: never, ...settings });
  return { ...opened, fire: () => opened.ledger.act(requestFire(schedule)) };
};

const patient = { attempts: 50, firstDelay: "1 second", maxDelay: "2 seconds" };

describe.concurrent("a run", { timeout: 120_000 }, () => {
  test("before a closed gate ends as gate_failed; analytics and the scheduler stay as they were", async (context) => {
    const { site, ledger, fire } = await openListed(context);
    await site.write("inbox/trials-2020-08-15.csv", sampleOf(60));
    const scheduler = site.startListed({ DATABASE_URL: ledger.url });
    expect(await ledger.ended((await fire()).fireId)).toMatchObject({ status: "succeeded" });
    await site.write("inbox/trials-2020-09-15.csv", sampleOf(5));
    const closed = await ledger.ended((await fire()).fireId);
    expect(closed).toMatchObject({ status: "gate_failed", runId: closed.fireId, attempts: [] });
    expect(closed.reason).toContain("trialflow runs show");
    expect(await ledger.runs()).toMatchObject([{ status: "succeeded" }, { status: "gate_failed" }]);
    expect(await ledger.count("analytics.trials")).toBe(60);
    const { level } = await scheduler.line("Fire ended", ({ annotations }) => annotations["status"] === "gate_failed");
    expect(level).toBe("ERROR");
    const answer = await fetch(`${await scheduler.address()}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: "degraded",
      database: "ok",
      lastFire: { status: "gate_failed" },
    });
    expect((await fetch(`${await scheduler.address()}/readyz`)).status).toBe(200);
  });

  test("of a file that cannot be read fails at once, with the reason", async (context) => {
    const { site, ledger, fire } = await openListed(context, { retry: patient });
    await site.write("inbox/trials-2020-08-15.csv", "this is\nno table of trials\n");
    const scheduler = site.startListed({ DATABASE_URL: ledger.url });
    const failed = await ledger.ended((await fire()).fireId);
    expect(failed.status).toBe("failed");
    expect(failed.attempts).toMatchObject([{ step: "0/load", isRetryable: false, error: failed.reason }]);
    expect(failed.reason).toContain("trials-2020-08-15.csv");
    expect(await ledger.runs()).toMatchObject([{ status: "failed", error: failed.reason }]);
    const acts = await ledger.sql`select act from ops.audit_log where run_id = ${failed.fireId}`;
    expect(acts).toEqual([{ act: "load_failed" }]);
    const { annotations } = await scheduler.line("A step failed");
    expect(annotations).toMatchObject({ step: "0/load", isRetryable: false, message: failed.reason });
  });

  test("that finds the lock of a run of one process is tried again until that has ended", async (context) => {
    const { site, ledger, fire } = await openListed(context, { retry: patient });
    await site.putSample();
    const lock = await ledger.takeRunLockNext();
    site.startListed({ DATABASE_URL: ledger.url });
    const { fireId } = await fire();
    await ledger.until(fireId, ({ attempts }) => attempts.length >= 2);
    expect(await ledger.runs()).toEqual([]);
    await lock.release();
    const ended = await ledger.ended(fireId);
    expect(ended).toMatchObject({ status: "succeeded", reason: null });
    for (const attempt of ended.attempts) {
      expect(attempt).toMatchObject({
        step: expect.stringMatching(/^open/),
        isRetryable: true,
        error: expect.stringContaining("Another run"),
      });
    }
  });

  test("that finds the lock held longer than its schedule tries fails and says why", async (context) => {
    const retry = { attempts: 2, firstDelay: "1 second", maxDelay: "1 second" };
    const { site, ledger, fire } = await openListed(context, { retry });
    await site.putSample();
    await ledger.takeRunLockNext();
    site.startListed({ DATABASE_URL: ledger.url });
    const failed = await ledger.ended((await fire()).fireId);
    expect(failed).toMatchObject({ status: "failed", attempts: [{ isRetryable: true }, { isRetryable: true }] });
    expect(failed.reason).toContain("Another run is under way");
  });

  test("whose database goes away and comes back goes on and succeeds; meanwhile the scheduler says how it is", async (context) => {
    const { site, ledger, fire } = await openListed(context, { retry: patient });
    await site.putSample();
    const proxy = await startProxy(ledger.url);
    context.onTestFinished(() => proxy.close());
    const scheduler = site.startListed({ DATABASE_URL: proxy.url });
    const table = await ledger.hold("staging.trials");
    const { fireId } = await fire();
    await table.isWaitedFor();
    proxy.cut();
    const address = await scheduler.address();
    await scheduler.line("Cannot read or write the ledger at the moment");
    await scheduler.line("A step failed", ({ annotations }) => annotations["step"] === "0/transform");
    await table.release();
    // An answer of the last second may be given once more.
    let answer = await fetch(`${address}/healthz`);
    while (answer.status === 200) answer = await fetch(`${address}/healthz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: "degraded", database: "unreachable" });
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
    proxy.mend();
    const ended = await ledger.ended(fireId);
    expect(ended).toMatchObject({ status: "succeeded", runId: fireId, resumedCount: 0 });
    expect((await ledger.steps()).map(({ step_key }) => step_key)).toEqual([
      "acquire",
      "0/load",
      "0/transform",
      "0/check",
      "0/publish",
    ]);
    expect(scheduler.strayOutput).toEqual([]);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });
});
