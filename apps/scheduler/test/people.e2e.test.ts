import { requestCancel, requestFire, resumeFire, type ScheduleEntry } from "@trialflow/operations";
import { describe, expect, type TestContext, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { never } from "./support/TestSite.ts";

const schedule = { name: "covid", source: "ctgov-covid19" };

/** A scheduler whose run has transformed, and waits at the beginning of its check for the lock of another run. */
const waitingForCheck = async (context: TestContext, settings: Partial<ScheduleEntry> = {}) => {
  const { site, ledger } = await openSite(context);
  await site.putSample();
  await site.writeSchedules({ name: schedule.name, cron: never, ...settings });
  const table = await ledger.hold("staging.trials");
  const { fireId } = await ledger.act(requestFire(schedule));
  const scheduler = site.startListed({ DATABASE_URL: ledger.url });
  await table.isWaitedFor();
  const lock = await ledger.takeRunLockNext();
  await table.release();
  await lock.isWaitedFor();
  return { site, ledger, fireId, scheduler, lock };
};

const untilPublished = ["acquire", "0/load", "0/transform", "0/check", "0/publish"];

describe.concurrent("a run under way", { timeout: 120_000 }, () => {
  test("that is cancelled ends although its step waits, and goes on from there when it is resumed", async (context) => {
    const { ledger, fireId, scheduler, lock } = await waitingForCheck(context);
    expect(await ledger.fires()).toMatchObject([{ status: "running", runId: fireId }]);
    await ledger.act(requestCancel(fireId, "wrong file"));
    const cancelled = await ledger.ended(fireId);
    expect(cancelled).toMatchObject({ status: "cancelled", reason: "cancelled by ada: wrong file", runId: fireId });
    expect(await ledger.runs()).toMatchObject([{ status: "cancelled", error: cancelled.reason }]);
    await scheduler.line("Fire ended", ({ annotations }) => annotations["status"] === "cancelled");
    await lock.release();

    await ledger.act(resumeFire(fireId, "it was right"));
    expect(await ledger.ended(fireId)).toMatchObject({ status: "succeeded", runId: fireId, resumedCount: 1 });
    expect((await ledger.steps()).map(({ step_key }) => step_key)).toEqual(untilPublished);
    expect(await ledger.runs()).toMatchObject([{ run_id: fireId, status: "succeeded", error: null }]);
  });

  test("that takes longer than its schedule allows is timed out, and goes on from there when it is resumed", async (context) => {
    const { ledger, fireId, lock } = await waitingForCheck(context, { timeout: "6 seconds" });
    const late = await ledger.ended(fireId);
    expect(late).toMatchObject({ status: "timed_out", runId: fireId });
    expect(late.reason).toMatch(/^It was not done within 6s.*trialflow runs resume/);
    expect(await ledger.runs()).toMatchObject([{ status: "failed", error: late.reason }]);
    await lock.release();

    await ledger.act(resumeFire(fireId));
    expect(await ledger.ended(fireId)).toMatchObject({ status: "succeeded", runId: fireId, reason: null });
    expect((await ledger.steps()).map(({ step_key }) => step_key)).toEqual(untilPublished);
    expect(await ledger.runs()).toMatchObject([{ run_id: fireId, status: "succeeded", error: null }]);
  });

  test("that is cancelled in the middle of a step holds up no other source until that step ends", async (context) => {
    const { site, ledger } = await openSite(context);
    const other = await openSite(context);
    await site.putSample();
    const database = new URL(other.ledger.url).pathname.slice(1);
    await site.writeSchedules(
      { name: schedule.name, cron: never },
      { name: "other", source: "other", database, cron: never },
    );
    const table = await ledger.hold("staging.trials");
    const { fireId } = await ledger.act(requestFire(schedule));
    site.startListed({ DATABASE_URL: ledger.url });
    await table.isWaitedFor();
    await ledger.act(requestCancel(fireId));
    const second = await ledger.act(requestFire({ name: "other", source: "other" }));
    expect(await ledger.ended(second.fireId)).toMatchObject({ status: "succeeded" });
    expect(await ledger.ended(fireId)).toMatchObject({ status: "cancelled" });
    await table.release();
  });
});
