import { Cron, Duration } from "effect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cronOf, type DueTick, dueTicks, mostMissedTicks, type Schedule } from "../../src/index.ts";

const day = (text: string) => new Date(`${text}Z`);

const schedule = (
  cron: string,
  timeZone = "UTC",
  catchUp: Schedule["catchUp"] = { policy: "latest", limit: 10 },
): Pick<Schedule, "cron" | "timeZone" | "catchUp"> => ({ cron, timeZone, catchUp });

const times = (ticks: ReadonlyArray<DueTick>) => ticks.map(({ scheduledAt }) => scheduledAt.toISOString().slice(0, 16));
const isQueued = ({ status }: DueTick) => status === "queued";

describe("a tick that was seen in time", () => {
  test("is due, and nothing is before its time", () => {
    const hourly = schedule("0 * * * *");
    expect(dueTicks(hourly, day("2026-06-01T10:00"), day("2026-06-01T10:59:59.999"))).toEqual({
      ticks: [],
      leftOutUntil: null,
    });
    expect(dueTicks(hourly, day("2026-06-01T10:00"), day("2026-06-01T11:00"))).toEqual({
      ticks: [{ kind: "tick", scheduledAt: day("2026-06-01T11:00"), status: "queued", reason: null }],
      leftOutUntil: null,
    });
  });

  test("is on time for a minute, and missed from then on", () => {
    const skip = schedule("0 * * * *", "UTC", { policy: "skip", limit: 10 });
    const at = (now: string) => dueTicks(skip, day("2026-06-01T10:30"), day(now)).ticks[0];
    expect(at("2026-06-01T11:01:00")).toMatchObject({ kind: "tick", status: "queued" });
    expect(at("2026-06-01T11:01:00.001")).toMatchObject({ kind: "catch_up", status: "skipped" });
  });

  test("comes once though the clock was set back", () => {
    expect(dueTicks(schedule("0 * * * *"), day("2026-06-01T11:00"), day("2026-06-01T10:30")).ticks).toEqual([]);
  });

  test("is due together with others of a short cron", () => {
    const { ticks } = dueTicks(schedule("*/5 * * * * *"), day("2026-06-01T10:00:00"), day("2026-06-01T10:00:21"));
    expect(ticks.map(({ kind, status }) => [kind, status])).toEqual(Array(4).fill(["tick", "queued"]));
  });
});

describe("of the ticks that no scheduler saw", () => {
  const [last, now] = [day("2026-06-01T03:00"), day("2026-06-06T12:00")];
  const missed = (catchUp: Schedule["catchUp"]) => dueTicks(schedule("0 3 * * *", "UTC", catchUp), last, now).ticks;

  test("policy skip makes up for none", () => {
    const ticks = missed({ policy: "skip", limit: 10 });
    expect(ticks).toHaveLength(5);
    expect(ticks.filter(isQueued)).toEqual([]);
    expect(ticks[0]?.reason).toBe("missed while no scheduler ran; the catch-up policy is skip");
  });

  test("policy latest makes up for the newest", () => {
    const ticks = missed({ policy: "latest", limit: 10 });
    expect(times(ticks.filter(isQueued))).toEqual(["2026-06-06T03:00"]);
    expect(ticks[0]?.reason).toBe(
      "missed while no scheduler ran; the catch-up policy is latest, and 2026-06-06T03:00:00.000Z came after it",
    );
  });

  test("policy latest makes up for none where another one is due now", () => {
    const { ticks } = dueTicks(schedule("0 3 * * *"), last, day("2026-06-04T03:00:10"));
    expect(ticks.map(({ kind, status }) => [kind, status])).toEqual([
      ["catch_up", "skipped"],
      ["catch_up", "skipped"],
      ["tick", "queued"],
    ]);
  });

  test("policy all makes up for the newest ones, the oldest of them first", () => {
    const ticks = missed({ policy: "all", limit: 3 });
    expect(times(ticks.filter(isQueued))).toEqual(["2026-06-04T03:00", "2026-06-05T03:00", "2026-06-06T03:00"]);
    expect(ticks[0]?.reason).toBe(
      "missed while no scheduler ran; the catch-up policy is all, up to the newest 3 ticks",
    );
  });

  test("those beyond the bound are left out, and it is told until when", () => {
    const { ticks, leftOutUntil } = dueTicks(schedule("* * * * * *"), day("2016-06-01T00:00"), now);
    expect(ticks).toHaveLength(mostMissedTicks);
    expect(ticks.at(-1)?.scheduledAt).toEqual(now);
    expect(leftOutUntil).toEqual(new Date((ticks[0]?.scheduledAt.getTime() ?? 0) - 1));
  });
});

describe("where daylight saving changes the clocks", () => {
  const berlin = (cron: string, last: string, now: string) =>
    times(dueTicks(schedule(cron, "Europe/Berlin", { policy: "all", limit: 10 }), day(last), day(now)).ticks);

  test("a time that is left out comes when the hour that is left out ends", () => {
    expect(berlin("30 2 * * *", "2026-03-28T12:00", "2026-03-30T12:00")).toEqual([
      "2026-03-29T01:30",
      "2026-03-30T00:30",
    ]);
  });

  test("a time that comes twice comes once, the first time", () => {
    expect(berlin("30 2 * * *", "2026-10-24T12:00", "2026-10-26T12:00")).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  test("no other hour is lost or doubled", () => {
    expect(berlin("0 * * * *", "2026-03-28T23:30", "2026-03-29T03:30")).toEqual([
      "2026-03-29T00:00",
      "2026-03-29T01:00",
      "2026-03-29T02:00",
      "2026-03-29T03:00",
    ]);
  });
});

describe("whatever the schedule, the last tick and the time", () => {
  const anySchedule = fc.record({
    cron: fc.constantFrom("0 3 * * *", "*/7 * * * *", "30 2 * * 0", "15 * * * *", "0 0 29 2 *", "*/20 * * * * *"),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "+02:00"),
    catchUp: fc.record({
      policy: fc.constantFrom("skip" as const, "latest" as const, "all" as const),
      limit: fc.integer({ min: 1, max: 20 }),
    }),
  });
  const cases = fc.record({
    schedule: anySchedule,
    last: fc.date({ min: day("2024-01-01T00:00"), max: day("2027-01-01T00:00"), noInvalidDate: true }),
    seconds: fc.integer({ min: 0, max: 60 * 86_400 }),
  });

  test("every tick in between has one row, in order, and nothing else has", () => {
    fc.assert(
      fc.property(cases, ({ schedule, last, seconds }) => {
        const now = new Date(last.getTime() + seconds * 1000);
        const { ticks, leftOutUntil } = dueTicks(schedule, last, now);
        const from = leftOutUntil ?? last;
        const expected: Array<number> = [];
        const cron = cronOf(schedule);
        for (let at = Cron.next(cron, from); at <= now; at = Cron.next(cron, at)) expected.push(at.getTime());
        expect(ticks.map(({ scheduledAt }) => scheduledAt.getTime())).toEqual(expected);
        if (leftOutUntil !== null) expect(ticks.length).toBeGreaterThanOrEqual(mostMissedTicks);
      }),
      { numRuns: 40 },
    );
  });

  test("what is skipped says why, what is on time is queued, and of what was missed no more than the policy says", () => {
    fc.assert(
      fc.property(cases, ({ schedule, last, seconds }) => {
        const now = new Date(last.getTime() + seconds * 1000);
        const { ticks } = dueTicks(schedule, last, now);
        for (const { kind, status, reason, scheduledAt } of ticks) {
          const isOnTime = now.getTime() - scheduledAt.getTime() <= Duration.toMillis(Duration.minutes(1));
          expect(kind).toBe(isOnTime ? "tick" : "catch_up");
          expect(reason === null).toBe(status === "queued");
          if (isOnTime) expect(status).toBe("queued");
        }
        const missed = ticks.filter(({ kind }) => kind === "catch_up");
        const { policy, limit } = schedule.catchUp;
        const isOneDue = missed.length < ticks.length;
        const most = { skip: 0, latest: isOneDue ? 0 : 1, all: limit }[policy];
        const madeUpFor = missed.filter(isQueued);
        expect(madeUpFor).toHaveLength(Math.min(most, missed.length));
        expect(madeUpFor).toEqual(missed.slice(missed.length - madeUpFor.length));
      }),
      { numRuns: 40 },
    );
  });

  test("looking twice in between finds the same ticks as looking once", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ schedule, last, seconds }, share) => {
        const now = new Date(last.getTime() + Math.min(seconds, 86_400) * 1000);
        const middle = new Date(last.getTime() + Math.floor((now.getTime() - last.getTime()) * share));
        const first = dueTicks(schedule, last, middle);
        const newest = first.ticks.at(-1)?.scheduledAt ?? last;
        const second = dueTicks(schedule, newest, now);
        const whole = dueTicks(schedule, last, now);
        if (whole.leftOutUntil !== null) return;
        expect(times([...first.ticks, ...second.ticks])).toEqual(times(whole.ticks));
      }),
      { numRuns: 40 },
    );
  });
});
