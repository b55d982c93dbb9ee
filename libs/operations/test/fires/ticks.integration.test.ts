import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  beginFires,
  lastTick,
  pauseSchedule,
  readFires,
  requestFire,
  resumeSchedule,
  takeTick,
} from "../../src/index.ts";
import { createTestLedger, nightly, type TestLedger, take, tickAt, weekly } from "./testLedger.ts";

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await createTestLedger();
});
beforeEach(() => ledger.clear());
afterAll(() => ledger.sql.end());

const schedules = ["nightly", "weekly"];

test("one tick that twenty schedulers see at once is taken by exactly one", async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, () => ledger.elsewhere(take(3))));
  const [fire, ...others] = taken.filter((one) => one !== null);
  expect(others).toEqual([]);
  expect(await ledger.run(readFires())).toEqual([fire]);
  expect(fire).toMatchObject({
    schedule: "nightly",
    source: "ctgov-covid19",
    kind: "tick",
    scheduledAt: tickAt(3).scheduledAt,
    status: "queued",
    attempts: [],
    resumedCount: 0,
    requestedBy: null,
  });
});

test("twelve ticks that three schedulers see are twelve fires", async () => {
  const hours = Array.from({ length: 12 }, (_, hour) => hour);
  const one = async () => {
    for (const hour of hours) await ledger.elsewhere(take(hour, { kind: "catch_up" }));
  };
  await Promise.all([one(), one(), one()]);
  const fires = await ledger.run(readFires());
  expect(fires.map(({ scheduledAt }) => scheduledAt.getUTCHours()).toSorted((a, b) => a - b)).toEqual(hours);
});

test("a tick is the same tick whether it was on time or is made up for", async () => {
  expect(await ledger.run(take(3, { kind: "catch_up" }))).not.toBeNull();
  expect(await ledger.run(take(3))).toBeNull();
  expect(await ledger.run(take(3, { schedule: weekly }))).not.toBeNull();
});

test("a tick that is skipped is over, and says why", async () => {
  const fire = await ledger.run(take(3, { kind: "catch_up", status: "skipped", reason: "the policy is skip" }));
  expect(fire).toMatchObject({ status: "skipped", reason: "the policy is skip", finishedAt: expect.any(Date) });
});

test("the last tick is the newest of the schedule, skipped or not, and no fire that somebody asked for", async () => {
  expect(await ledger.run(lastTick("nightly"))).toBeNull();
  await ledger.run(take(3));
  await ledger.run(take(5, { kind: "catch_up", status: "skipped", reason: "missed" }));
  await ledger.run(take(8, { schedule: weekly }));
  await ledger.run(requestFire(nightly));
  expect(await ledger.run(lastTick("nightly"))).toEqual(tickAt(5).scheduledAt);
});

describe("while an earlier fire is under way", () => {
  beforeEach(async () => {
    await ledger.run(take(1));
    expect(await ledger.run(beginFires({ runner: "a", schedules }))).toHaveLength(1);
  });

  test("one tick waits behind it, and the next ones are skipped with the reason", async () => {
    expect(await ledger.run(take(2))).toMatchObject({ status: "queued" });
    expect(await ledger.run(take(3))).toMatchObject({
      status: "skipped",
      reason: "the fire of 2026-06-01T02:00:00.000Z still waits for its turn: an earlier one is under way",
    });
  });

  test("of many ticks at once one waits", async () => {
    const hours = [2, 3, 4, 5, 6, 7, 8, 9];
    const fires = await Promise.all(hours.map((hour) => ledger.elsewhere(take(hour))));
    expect(fires.filter((fire) => fire?.status === "queued")).toHaveLength(1);
    expect(fires.filter((fire) => fire?.status === "skipped")).toHaveLength(hours.length - 1);
  });

  test("ticks that are made up for wait, as many as the policy says", async () => {
    for (const hour of [2, 3, 4]) {
      expect(await ledger.run(take(hour, { kind: "catch_up" }))).toMatchObject({ status: "queued" });
    }
    expect(await ledger.run(take(5))).toMatchObject({ status: "queued" });
  });

  test("another schedule's tick is queued", async () => {
    await ledger.run(take(2));
    expect(await ledger.run(take(2, { schedule: weekly }))).toMatchObject({ status: "queued" });
  });
});

test("ticks of a paused schedule are skipped, with who paused it and why, until it is resumed", async () => {
  await ledger.run(pauseSchedule("nightly", "the registry is down"));
  const told = { status: "skipped", reason: "paused by ada: the registry is down" };
  expect(await ledger.run(take(1))).toMatchObject(told);
  expect(await ledger.run(take(2, { kind: "catch_up" }))).toMatchObject(told);
  expect(await ledger.run(takeTick(tickAt(2, { schedule: weekly })))).toMatchObject({ status: "queued" });
  await ledger.run(resumeSchedule("nightly"));
  expect(await ledger.run(take(3))).toMatchObject({ status: "queued" });
});
