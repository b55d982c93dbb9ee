import { Effect, Exit } from "effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ledgerTransaction } from "../../src/fires/ledgerTransaction.ts";
import {
  beginFires,
  countSchedulerConnections,
  endFire,
  type Fire,
  type FireEnd,
  noteAttempt,
  noteRun,
  pauseSchedule,
  readFire,
  readFires,
  readNewestFires,
  readPauses,
  requestBackfill,
  requestCancel,
  requestFire,
  resumeFire,
  resumeSchedule,
  schedulerApplicationName,
} from "../../src/index.ts";
import { createTestLedger, nightly, type TestLedger, take, tickAt, weekly } from "./testLedger.ts";

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await createTestLedger();
});
beforeEach(() => ledger.clear());
afterAll(() => ledger.sql.end());

const schedules = ["nightly", "weekly"];
const begin = (runner = "a") => beginFires({ runner, schedules });
const runId = "0b6e2a52-5a4f-4f43-a6b7-5c1e0b6f7c11";
const nobody = "00000000-0000-4000-8000-000000000000";

const queue = async (hour: number, schedule = nightly): Promise<Fire> =>
  (await ledger.run(take(hour, { schedule, kind: "catch_up" }))) as Fire;
const beginOne = async (): Promise<Fire> => (await ledger.run(begin()))[0] as Fire;
const end = (fire: Fire, status: FireEnd, reason: string | null = null) =>
  endFire({ fireId: fire.fireId, resumedCount: fire.resumedCount, status, reason, runId });
const statusOf = async ({ fireId }: Fire) => (await ledger.run(readFire(fireId)))?.status;
const acts = () =>
  ledger.sql`select act, subject, reason, os_user, run_id, details from ops.audit_log order by entry_id desc limit 1`;

describe("to begin", () => {
  test("takes the oldest fire of each source that is free", async () => {
    const [first, second, third] = [await queue(1), await queue(2), await queue(1, weekly)];
    const begun = await ledger.run(begin("runner-1"));
    expect(begun.map(({ fireId }) => fireId).toSorted()).toEqual([first.fireId, third.fireId].toSorted());
    for (const fire of begun) {
      expect(fire).toMatchObject({ status: "running", runner: "runner-1", startedAt: expect.any(Date) });
    }
    expect(await ledger.run(begin())).toEqual([]);
    await ledger.run(end(begun.find(({ source }) => source === nightly.source) as Fire, "succeeded"));
    expect((await ledger.run(begin())).map(({ fireId }) => fireId)).toEqual([second.fireId]);
  });

  test("waits for one that is being cancelled", async () => {
    await queue(1);
    await queue(2);
    const fire = await beginOne();
    await ledger.run(requestCancel(fire.fireId));
    expect(await ledger.run(begin())).toEqual([]);
    await ledger.run(end(fire, "cancelled"));
    expect(await ledger.run(begin())).toHaveLength(1);
  });

  test("leaves fires of schedules that the scheduler does not know alone", async () => {
    await queue(1);
    expect(await ledger.run(beginFires({ runner: "a", schedules: ["weekly"] }))).toEqual([]);
    expect(await ledger.run(beginFires({ runner: "a", schedules: [] }))).toEqual([]);
  });

  test("of a paused schedule takes what somebody asked for by hand, and lets the rest wait", async () => {
    const waiting = await queue(1);
    await ledger.run(pauseSchedule("nightly", "maintenance"));
    expect(await ledger.run(begin())).toEqual([]);
    const asked = await ledger.run(requestFire(nightly));
    expect((await ledger.run(begin())).map(({ fireId }) => fireId)).toEqual([asked.fireId]);
    await ledger.run(end(await ledger.run(readFire(asked.fireId)).then((fire) => fire as Fire), "succeeded"));
    await ledger.run(resumeSchedule("nightly"));
    expect((await ledger.run(begin())).map(({ fireId }) => fireId)).toEqual([waiting.fireId]);
  });

  test("over many schedulers at once, each fire is begun once and no source has two under way", async () => {
    const sources = ["s1", "s2", "s3", "s4"];
    const all = sources.map((source) => ({ name: source, source }));
    for (const schedule of all) for (const hour of [1, 2, 3]) await queue(hour, schedule);
    const begun: Array<string> = [];
    for (let round = 0; round < 3; round++) {
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, runner) =>
          ledger.elsewhere(beginFires({ runner: `r${runner}`, schedules: sources })),
        ),
      );
      const fires = taken.flat();
      expect(fires.map(({ source }) => source).toSorted()).toEqual(sources);
      expect(fires.map(({ scheduledAt }) => scheduledAt.getUTCHours())).toEqual(Array(4).fill(round + 1));
      begun.push(...fires.map(({ fireId }) => fireId));
      await Promise.all(fires.map((fire) => ledger.elsewhere(end(fire, "succeeded"))));
    }
    expect(new Set(begun).size).toBe(12);
    expect(await ledger.run(readFires({ statuses: ["succeeded"] }))).toHaveLength(12);
  });

  test("begins one of a source though two schedulers know different schedules of it", async () => {
    const early = { name: "early", source: nightly.source };
    for (let round = 0; round < 5; round++) {
      await ledger.clear();
      await Promise.all([queue(1), queue(1, early)]);
      const begun = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          ledger.elsewhere(beginFires({ runner: "r", schedules: [index % 2 === 0 ? "early" : "nightly"] })),
        ),
      );
      expect(begun.flat()).toHaveLength(1);
    }
  });
});

describe("an end", () => {
  test("is noted with its run and its reason, and what comes later changes nothing", async () => {
    await queue(1);
    const fire = await beginOne();
    expect(await ledger.run(end(fire, "gate_failed", "2 checks failed"))).toMatchObject({
      status: "gate_failed",
      reason: "2 checks failed",
      runId,
      finishedAt: expect.any(Date),
    });
    expect(await ledger.run(end(fire, "succeeded"))).toBeNull();
    expect(await statusOf(fire)).toBe("gate_failed");
  });

  test("of the time before it was resumed does not end a fire", async () => {
    await queue(1);
    const before = await beginOne();
    await ledger.run(end(before, "failed", "no network"));
    await ledger.run(resumeFire(before.fireId));
    const after = await beginOne();
    expect(after).toMatchObject({ fireId: before.fireId, resumedCount: 1 });
    expect(await ledger.run(end(before, "failed", "thawed too late"))).toBeNull();
    expect(await statusOf(after)).toBe("running");
    expect(await ledger.run(end(after, "succeeded"))).toMatchObject({ status: "succeeded", reason: null });
  });

  test("without a run keeps the one that was noted", async () => {
    await queue(1);
    const fire = await beginOne();
    await ledger.run(noteRun(fire.fireId, runId));
    const { fireId, resumedCount } = fire;
    const ended = endFire({ fireId, resumedCount, status: "timed_out", reason: "took longer than 2h", runId: null });
    expect(await ledger.run(ended)).toMatchObject({ status: "timed_out", runId });
  });
});

test("attempts are noted in their order, each once", async () => {
  const fire = await queue(1);
  const attempt = (second: number) => ({
    at: new Date(Date.UTC(2026, 5, 1, 3, 0, second)).toISOString(),
    step: "load",
    error: 'no "network"; it\'s down',
    isRetryable: true,
  });
  for (const second of [1, 2, 1]) await ledger.run(noteAttempt(fire.fireId, attempt(second)));
  expect((await ledger.run(readFire(fire.fireId)))?.attempts).toEqual([attempt(1), attempt(2)]);
  await Promise.all([3, 4, 5, 6].map((second) => ledger.elsewhere(noteAttempt(fire.fireId, attempt(second)))));
  expect((await ledger.run(readFire(fire.fireId)))?.attempts).toHaveLength(6);
});

describe("to cancel", () => {
  test("a fire that waits ends it at once, for the audit log as well", async () => {
    const fire = await queue(1);
    expect(await ledger.run(requestCancel(fire.fireId, "wrong file"))).toMatchObject({
      status: "cancelled",
      reason: "cancelled by ada: wrong file",
      finishedAt: expect.any(Date),
    });
    expect(await ledger.run(begin())).toEqual([]);
    expect(await acts()).toMatchObject([
      {
        act: "fire_cancel",
        subject: "nightly",
        reason: "wrong file",
        os_user: "ada",
        details: { fire_id: fire.fireId, was: "queued" },
      },
    ]);
  });

  test("a fire that is under way tells its scheduler, once", async () => {
    await queue(1);
    const fire = await beginOne();
    expect(await ledger.run(requestCancel(fire.fireId))).toMatchObject({
      status: "cancelling",
      reason: "cancelled by ada",
      finishedAt: null,
    });
    const [before] = await ledger.sql`select count(*)::int as entries from ops.audit_log`;
    expect(await ledger.run(requestCancel(fire.fireId, "again"))).toMatchObject({ reason: "cancelled by ada" });
    expect(await ledger.sql`select count(*)::int as entries from ops.audit_log`).toEqual([before]);
  });

  test("what has ended, or is not there, is refused", async () => {
    await queue(1);
    const fire = await beginOne();
    await ledger.run(end(fire, "succeeded"));
    expect(String(await ledger.exit(requestCancel(fire.fireId)))).toContain(
      "is succeeded; only one that is queued or running can be cancelled. Nothing was done.",
    );
    expect(String(await ledger.exit(requestCancel(nobody)))).toContain(`There is no fire ${nobody}`);
  });

  test("while it is being begun is no contradiction: it waits for the one or the other", async () => {
    for (let round = 0; round < 5; round++) {
      await ledger.clear();
      const fire = await queue(1);
      const [begun, cancelled] = await Promise.all([
        ledger.elsewhere(begin()),
        ledger.elsewhere(Effect.exit(requestCancel(fire.fireId))),
      ]);
      expect(Exit.isSuccess(cancelled)).toBe(true);
      expect(await statusOf(fire)).toBe(begun.length === 1 ? "cancelling" : "cancelled");
    }
  });
});

describe("to resume", () => {
  test.each(["failed", "timed_out", "cancelled", "gate_failed"] as const)(
    "a fire that %s queues it again",
    async (status) => {
      await queue(1);
      const fire = await beginOne();
      await ledger.run(
        noteAttempt(fire.fireId, { at: "2026-06-01T03:00:00.000Z", step: null, error: "x", isRetryable: false }),
      );
      await ledger.run(end(fire, status, "because"));
      expect(await ledger.run(resumeFire(fire.fireId, "it works now"))).toMatchObject({
        status: "queued",
        resumedCount: 1,
        reason: null,
        runId,
        attempts: [{ error: "x" }],
        startedAt: null,
        finishedAt: null,
      });
      expect(await acts()).toMatchObject([
        { act: "fire_resume", reason: "it works now", run_id: runId, details: { was: status, because: "because" } },
      ]);
    },
  );

  test("a fire that did its work, is under way, waits or was skipped is refused", async () => {
    const waiting = await queue(1);
    const told = (status: string) =>
      `is ${status}; only one that is failed, timed_out, cancelled, gate_failed can go on`;
    expect(String(await ledger.exit(resumeFire(waiting.fireId)))).toContain(told("queued"));
    const fire = await beginOne();
    expect(String(await ledger.exit(resumeFire(fire.fireId)))).toContain(told("running"));
    await ledger.run(end(fire, "unchanged"));
    expect(String(await ledger.exit(resumeFire(fire.fireId)))).toContain(told("unchanged"));
    const skipped = (await ledger.run(take(2, { status: "skipped", reason: "missed" }))) as Fire;
    expect(String(await ledger.exit(resumeFire(skipped.fireId)))).toContain(told("skipped"));
    expect(String(await ledger.exit(resumeFire(nobody)))).toContain("There is no fire");
  });

  test("many times at once resumes it once", async () => {
    await queue(1);
    const fire = await beginOne();
    await ledger.run(end(fire, "failed", "x"));
    const exits = await Promise.all(
      Array.from({ length: 8 }, () => ledger.elsewhere(Effect.exit(resumeFire(fire.fireId)))),
    );
    expect(exits.filter(Exit.isSuccess)).toHaveLength(1);
    expect((await ledger.run(readFire(fire.fireId)))?.resumedCount).toBe(1);
  });
});

describe("a pause", () => {
  test("needs a reason", async () => {
    expect(String(await ledger.exit(pauseSchedule("nightly", "  ")))).toContain("A pause needs a reason");
    expect((await ledger.run(readPauses)).size).toBe(0);
  });

  test("is kept with who and why, and a second one changes nothing", async () => {
    expect(await ledger.run(pauseSchedule("nightly", "maintenance"))).toMatchObject({ isNew: true, pausedBy: "ada" });
    expect(await ledger.run(pauseSchedule("nightly", "another reason"))).toMatchObject({
      isNew: false,
      reason: "maintenance",
    });
    expect((await ledger.run(readPauses)).get("nightly")).toMatchObject({ reason: "maintenance" });
    expect(await acts()).toMatchObject([{ act: "schedule_pause", subject: "nightly", reason: "maintenance" }]);
    expect(await ledger.run(resumeSchedule("nightly"))).toMatchObject({ reason: "maintenance" });
    expect(await ledger.run(resumeSchedule("nightly"))).toBeNull();
    expect(await acts()).toMatchObject([{ act: "schedule_resume", details: { because: "maintenance" } }]);
    expect((await ledger.run(readPauses)).size).toBe(0);
  });
});

describe("a backfill", () => {
  const ticks = [1, 2, 3, 4].map((hour) => tickAt(hour).scheduledAt);
  const backfill = (isAgain = false) => requestBackfill({ schedule: nightly, ticks, isAgain, reason: "lost files" });
  const hours = (fires: ReadonlyArray<Fire>) => fires.map(({ scheduledAt }) => scheduledAt.getUTCHours());

  test("queues a fire for each tick, begun from the oldest on, in one act", async () => {
    const { queued, leftOut } = await ledger.run(backfill());
    expect([hours(queued), leftOut]).toEqual([[1, 2, 3, 4], []]);
    expect(queued[0]).toMatchObject({ kind: "backfill", requestedBy: "ada", reason: "lost files", status: "queued" });
    expect(await acts()).toMatchObject([
      { act: "backfill_request", reason: "lost files", details: { fire_ids: queued.map(({ fireId }) => fireId) } },
    ]);
    for (const hour of [1, 2, 3, 4]) {
      const fire = await beginOne();
      expect(hours([fire])).toEqual([hour]);
      await ledger.run(end(fire, "succeeded"));
    }
  });

  test("leaves out what is done, under way or waits already; done ones may be asked for again", async () => {
    await queue(1);
    await ledger.run(end(await beginOne(), "succeeded"));
    await queue(2);
    await ledger.run(end(await beginOne(), "failed", "x"));
    await queue(3);
    await beginOne();
    const first = await ledger.run(backfill());
    expect([hours(first.queued), hours(first.leftOut)]).toEqual([
      [2, 4],
      [1, 3],
    ]);
    const second = await ledger.run(backfill());
    expect([hours(second.queued), hours(second.leftOut)]).toEqual([[], [1, 2, 3, 4]]);
    const again = await ledger.run(backfill(true));
    expect([hours(again.queued), hours(again.leftOut)]).toEqual([[1], [2, 3, 4]]);
  });

  test("that two people ask for at once is queued once", async () => {
    const reports = await Promise.all([ledger.elsewhere(backfill()), ledger.elsewhere(backfill())]);
    expect(reports.map(({ queued }) => queued.length).toSorted()).toEqual([0, 4]);
  });

  test("of no tick does nothing", async () => {
    expect(await ledger.run(requestBackfill({ schedule: nightly, ticks: [], isAgain: false, reason: null }))).toEqual({
      queued: [],
      leftOut: [],
    });
  });
});

test("what somebody asks for is queued, and stands in the audit log", async () => {
  const fire = await ledger.run(requestFire(weekly, "new file"));
  expect(fire).toMatchObject({ kind: "manual", status: "queued", requestedBy: "ada", source: "euctr" });
  expect(await ledger.run(readFire(fire.fireId))).toEqual(fire);
  expect(await acts()).toMatchObject([{ act: "fire_request", subject: "weekly", details: { fire_id: fire.fireId } }]);
});

test("fires are read by schedule, source and status, the newest first", async () => {
  await queue(1);
  await queue(2);
  await queue(1, weekly);
  await beginOne();
  expect((await ledger.run(readFires())).map(({ schedule }) => schedule)).toEqual(["weekly", "nightly", "nightly"]);
  expect(await ledger.run(readFires({ limit: 1 }))).toHaveLength(1);
  expect(await ledger.run(readFires({ schedule: "nightly" }))).toHaveLength(2);
  expect(await ledger.run(readFires({ source: "euctr", statuses: ["queued"] }))).toHaveLength(0);
  expect(await ledger.run(readFires({ source: "euctr", statuses: ["running"] }))).toHaveLength(1);
  const newest = await ledger.run(readNewestFires);
  expect([...newest].map(([schedule, fire]) => [schedule, fire.scheduledAt.getUTCHours()])).toEqual([
    ["nightly", 2],
    ["weekly", 1],
  ]);
});

test("a scheduler that is frozen while it begins fires keeps the others waiting for ten seconds, and has begun none", async () => {
  const fire = await queue(1);
  const database = ledger.connect();
  const frozen = ledger.exit(ledgerTransaction("test.frozen", "begin", Effect.sleep("11 seconds")));
  const isHeld = async () => (await database`select from pg_locks where locktype = 'advisory'`).length > 0;
  while (!(await isHeld()));
  expect((await ledger.run(begin("b"))).map(({ fireId }) => fireId)).toEqual([fire.fireId]);
  expect(Exit.isFailure(await frozen)).toBe(true);
  await database.end();
});

test("live schedulers are told by their connections", async () => {
  expect(await ledger.run(countSchedulerConnections)).toBe(0);
  const session = await ledger.sql.reserve();
  await session`set application_name = ${session.unsafe(`'${schedulerApplicationName}'`)}`;
  expect(await ledger.run(countSchedulerConnections)).toBe(1);
  await session`reset application_name`;
  session.release();
});
