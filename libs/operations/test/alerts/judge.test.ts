import { Duration } from "effect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StandingAlert } from "../../src/alerts/Alert.ts";
import type { Freshness } from "../../src/alerts/alertsOfFreshness.ts";
import type { LoadFigures } from "../../src/alerts/anomaly/LoadFigures.ts";
import type { FireFacts } from "../../src/alerts/FireFacts.ts";
import { judge, type Observation } from "../../src/alerts/judge.ts";
import { afterVerdict } from "../../src/alerts/standing.ts";
import type { Fire } from "../../src/index.ts";
import { at, fireOf, scheduleOf, standingOf } from "./support/fires.ts";

const nothing: FireFacts = { step: null, failedChecks: [], loads: [] };
const seen = (fields: Partial<Observation>): Observation => ({
  schedules: [scheduleOf()],
  ended: [],
  underWay: [],
  freshness: new Map(),
  reminderInterval: null,
  now: at(48),
  ...fields,
});
const ended = (...fires: ReadonlyArray<Fire>) => fires.map((fire) => ({ fire, facts: nothing }));
const keys = (standing: ReadonlyArray<StandingAlert>, fields: Partial<Observation>) =>
  judge(standing, seen(fields)).raised.map(({ alertKey }) => alertKey);
const keyOf = (kind: string, fire: Fire) => `${kind}/${fire.fireId}/${fire.resumedCount}`;

/** The ledger after one look after the other. */
const looks = (...observations: ReadonlyArray<Partial<Observation>>) =>
  observations.reduce<ReadonlyArray<StandingAlert>>((standing, fields) => {
    const observation = seen(fields);
    return afterVerdict(standing, judge(standing, observation), observation.now);
  }, []);

describe("a fire that failed", () => {
  test("is told with its step, its reason and what to do", () => {
    const attempt = { at: "x", step: "0/load", error: "e", isRetryable: true };
    const fire = fireOf("failed", 3, { attempts: [attempt, { ...attempt, at: "y" }] });
    const [alert] = judge([], seen({ ended: [{ fire, facts: { ...nothing, step: "load" } }] })).raised;
    expect(alert).toMatchObject({
      alertKey: keyOf("run_failed", fire),
      kind: "run_failed",
      severity: "critical",
      schedule: "nightly",
      source: "ctgov-covid19",
      runId: fire.runId,
      title: "nightly failed at the step load",
      details: { status: "failed", step: "load", failed_attempts: 2, runbook: "docs/runbook.md#trialflowrunfailed" },
      since: at(3),
    });
    expect(alert?.message).toMatch(
      /^the file is torn\. Fetch it again\. It had been tried 2 times\. Look: trialflow runs show 0{4}\d{4}\. Once .* trialflow runs resume 0{4}\d{4}$/,
    );
  });

  test("is told without what its source's database does not say", () => {
    const { title } = judge([], seen({ ended: [{ fire: fireOf("failed", 3), facts: null }] })).raised[0] ?? {};
    expect(title).toBe("nightly failed");
  });

  test("at the gate is told with the names of the failed checks", () => {
    const facts = {
      ...nothing,
      failedChecks: [
        { name: "few_vanish", failedCount: 1200 },
        { name: "other", failedCount: 1 },
      ],
    };
    const [alert] = judge([], seen({ ended: [{ fire: fireOf("gate_failed", 3), facts }] })).raised;
    expect(alert).toMatchObject({
      title: "nightly: the quality gate is closed",
      message: expect.stringContaining("few_vanish (1,200), other (1)."),
      details: {
        checks: [
          { name: "few_vanish", failed_count: 1200 },
          { name: "other", failed_count: 1 },
        ],
      },
    });
  });

  test("for its time-out is told as that", () => {
    const fire = fireOf("timed_out", 3, { reason: "It was not done within 2h" });
    expect(judge([], seen({ ended: ended(fire) })).raised).toMatchObject([
      { title: "nightly was not done in time", message: "It was not done within 2h", kind: "run_failed" },
    ]);
  });

  test("says nothing of secrets in its reason", () => {
    const reason = "cannot reach https://ada:hunter2@example.org/a?token=hunter2";
    const verdict = judge([], seen({ ended: ended(fireOf("failed", 3, { reason })) }));
    expect(verdict.raised).toHaveLength(1);
    expect(JSON.stringify(verdict)).not.toContain("hunter2");
  });

  test("is told once when its schedule goes on failing, and so is the recovery", () => {
    const [first, second, third, fourth] = [
      fireOf("failed", 1),
      fireOf("gate_failed", 2),
      fireOf("unchanged", 3),
      fireOf("succeeded", 4),
    ];
    const { raised, resolved } = judge([], seen({ ended: ended(fourth, second, third, first) }));
    expect(raised.map(({ alertKey }) => alertKey)).toEqual([
      keyOf("run_failed", first),
      `recovered/${keyOf("run_failed", first)}`,
    ]);
    expect(resolved).toEqual([{ alertKey: keyOf("run_failed", first), at: at(3) }]);
    expect(raised[1]).toMatchObject({
      kind: "recovered",
      severity: "info",
      title: "nightly is well again",
      message: expect.stringContaining("after 2 hours: nightly failed."),
      details: { lasted_seconds: 7200, fire_id: third.fireId },
    });
  });

  test("of another schedule is its own trouble", () => {
    const other = fireOf("failed", 2, { schedule: "weekly" });
    const schedules = [scheduleOf(), scheduleOf({ name: "weekly" })];
    const first = fireOf("failed", 1);
    expect(keys([], { schedules, ended: ended(first, other) })).toEqual([
      keyOf("run_failed", first),
      keyOf("run_failed", other),
    ]);
    expect(keys([], { ended: ended(other) })).toEqual([]);
  });

  test("again after it was resumed is told when its schedule was well in between", () => {
    const first = fireOf("failed", 1);
    const again = { ...first, resumedCount: 1, finishedAt: at(5) };
    const well = fireOf("succeeded", 3);
    expect(keys(looks({ ended: ended(first) }), { ended: ended(again) })).toEqual([]);
    expect(keys(looks({ ended: ended(first) }, { ended: ended(well) }), { ended: ended(again) })).toEqual([
      keyOf("run_failed", again),
    ]);
  });

  test("that is seen late, when it is over already, is no news", () => {
    const [first, second, third] = [fireOf("failed", 1), fireOf("failed", 2), fireOf("succeeded", 3)];
    const standing = looks({ ended: ended(first, third) });
    expect(judge(standing, seen({ ended: ended(second, third) }))).toEqual({ raised: [], resolved: [] });
  });
});

test("cancelled, skipped, waiting and retried fires raise nothing, and a cancelled one ends nothing", () => {
  const schedules = [scheduleOf({ sla: { duration: "1 minute" } })];
  const standing = [standingOf()];
  const quiet = [
    fireOf("cancelled", 3),
    fireOf("skipped", 3),
    fireOf("queued", null, { startedAt: null }),
    fireOf("running", null, {
      startedAt: at(47.999),
      attempts: [{ at: "x", step: null, error: "e", isRetryable: true }],
    }),
    fireOf("cancelling", null, { startedAt: at(1) }),
  ];
  expect(judge(standing, seen({ schedules, ended: ended(...quiet), underWay: quiet }))).toEqual({
    raised: [],
    resolved: [],
  });
});

test("whatever is seen when and how often, the same is told once", () => {
  const status = fc.constantFrom("failed", "gate_failed", "timed_out", "succeeded", "unchanged") as fc.Arbitrary<
    Fire["status"]
  >;
  const schedules = [scheduleOf({ sla: { duration: "90 minutes" } })];
  const slow = (fire: Fire, isSlow: boolean) =>
    isSlow ? { ...fire, startedAt: new Date((fire.startedAt?.getTime() ?? 0) - 3_600_000) } : fire;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(status, fc.boolean(), fc.nat(3)), { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(11), { maxLength: 6 }),
      (history, repeats) => {
        const fires = history.map(([how, isSlow], index) => slow(fireOf(how, index * 3 + 3), isSlow));
        const atOnce = looks({ schedules, ended: ended(...fires) });
        // Some watches look after each fire, some after several; and what was judged is judged again.
        const steps = fires.map((_, index) => fires.slice(Math.max(0, index - (history[index]?.[2] ?? 0)), index + 1));
        const again = repeats.map((first) => fires.slice(first));
        const oneByOne = looks(...[...steps, ...again].map((some) => ({ schedules, ended: ended(...some) })));
        const state = (alerts: ReadonlyArray<StandingAlert>) =>
          alerts.map(({ alertKey, resolvedAt }) => `${alertKey} ${resolvedAt?.toISOString()}`).toSorted();
        expect(state(oneByOne)).toEqual(state(atOnce));
        const told = (kind: string) => atOnce.filter((alert) => alert.kind === kind).length;
        const bad = history.map(([how]) => how !== "succeeded" && how !== "unchanged");
        expect(told("run_failed")).toBe(bad.filter((isBad, index) => isBad && bad[index - 1] !== true).length);
        expect(told("recovered")).toBe(bad.filter((isBad, index) => !isBad && bad[index - 1] === true).length);
      },
    ),
  );
});

describe("a fire that takes longer than it may", () => {
  const schedules = [scheduleOf({ sla: { duration: "30 minutes" } })];
  const late = fireOf("running", null, { startedAt: at(47) });

  test("is told while it is under way, once", () => {
    const standing = looks({ schedules, underWay: [late] });
    expect(standing).toMatchObject([
      {
        alertKey: keyOf("sla_missed", late),
        severity: "warning",
        message: expect.stringMatching(
          /^Under way for 1 hour so far, expected at most 30 minutes\. Look: trialflow runs show /,
        ),
        details: { taken_seconds: 3600, limit_seconds: 1800, is_running: true },
      },
    ]);
    const end = { ...late, status: "succeeded" as const, finishedAt: at(48.5) };
    expect(judge(standing, seen({ schedules, now: at(49), underWay: [late], ended: ended(end) }))).toEqual({
      raised: [],
      resolved: [],
    });
  });

  test("is told when it has ended, whatever it ended with", () => {
    for (const status of ["succeeded", "failed"] as const) {
      const fire = fireOf(status, 2);
      expect(keys([], { schedules, ended: ended(fire) })).toContain(keyOf("sla_missed", fire));
    }
  });

  test("is over with the next that is in time", () => {
    const [slow, slower, quick] = [
      fireOf("succeeded", 2),
      fireOf("succeeded", 4),
      fireOf("succeeded", 6, { startedAt: at(5.9) }),
    ];
    const standing = looks({ schedules, ended: ended(slow, slower) });
    expect(standing.map(({ alertKey }) => alertKey)).toEqual([keyOf("sla_missed", slow)]);
    expect(judge(standing, seen({ schedules, ended: ended(quick) }))).toEqual({
      raised: [],
      resolved: [{ alertKey: keyOf("sla_missed", slow), at: at(6) }],
    });
  });

  test("is not told where nothing was promised or it is in time", () => {
    expect(keys([], { underWay: [late] })).toEqual([]);
    expect(keys([], { schedules, underWay: [{ ...late, startedAt: at(47.6) }] })).toEqual([]);
  });
});

describe("data", () => {
  const schedules = [scheduleOf({ sla: { freshness: "36 hours" } })];
  const freshness = (fields: Partial<Freshness>): ReadonlyMap<string, Freshness> =>
    new Map([["nightly", { newestSuccessAt: at(1), firstFireAt: at(0), pause: null, ...fields }]]);

  test("older than promised are told once, and their recovery too", () => {
    const standing = looks({ schedules, freshness: freshness({}) });
    expect(standing).toMatchObject([
      {
        alertKey: "stale_data/nightly/2026-06-01T01:00:00.000Z",
        kind: "stale_data",
        severity: "critical",
        message:
          "The newest run that ended well is of 2026-06-01 01:00 UTC, 1 day 23 hours ago; expected at most 1 day 12 hours. Look: trialflow runs list",
        since: at(37),
      },
    ]);
    expect(keys(standing, { schedules, now: at(60), freshness: freshness({}) })).toEqual([]);
    const after = { schedules, now: at(61), freshness: freshness({ newestSuccessAt: at(60.5) }) };
    expect(judge(standing, seen(after))).toMatchObject({
      raised: [{ alertKey: "recovered/stale_data/nightly/2026-06-01T01:00:00.000Z" }],
      resolved: [{ at: at(60.5) }],
    });
  });

  test("that a failing schedule made stale are told well again in one word", () => {
    const bad = fireOf("failed", 20);
    const standing = looks({ schedules, ended: ended(bad), freshness: freshness({}) });
    expect(standing).toHaveLength(2);
    const good = fireOf("succeeded", 50);
    const { raised, resolved } = judge(
      standing,
      seen({ schedules, now: at(51), ended: ended(good), freshness: freshness({ newestSuccessAt: at(50) }) }),
    );
    expect(raised).toMatchObject([{ alertKey: `recovered/${keyOf("run_failed", bad)}` }]);
    expect(resolved).toHaveLength(2);
  });

  test("that were never there are measured from the first fire on", () => {
    expect(keys([], { schedules, freshness: freshness({ newestSuccessAt: null }) })).toEqual([
      "stale_data/nightly/2026-06-01T00:00:00.000Z",
    ]);
    expect(keys([], { schedules, freshness: freshness({ newestSuccessAt: null, firstFireAt: at(40) }) })).toEqual([]);
    expect(keys([], { schedules, freshness: freshness({ newestSuccessAt: null, firstFireAt: null }) })).toEqual([]);
  });

  test("of a paused schedule say so", () => {
    const pause = { schedule: "nightly", pausedAt: at(2), pausedBy: "ada", reason: "upgrade" };
    expect(judge([], seen({ schedules, freshness: freshness({ pause }) })).raised[0]?.message).toContain(
      "The schedule is paused by ada: upgrade; to go on: trialflow schedule resume nightly.",
    );
  });
});

describe("what a fire loaded", () => {
  const figures = (loadId: number, rowsRead: number): LoadFigures => ({
    loadId,
    fileName: `trials-${loadId}.csv`,
    loadedAt: at(loadId),
    snapshotDate: null,
    rowsRead,
    rowsNew: 0,
    rowsChanged: 0,
    rowsVanished: 0,
    loadSeconds: 1,
    rejectShare: 0,
  });
  const history = Array.from({ length: 30 }, (_, index) => figures(index - 40, 1000));
  const loaded = (...loads: ReadonlyArray<readonly [number, number]>) => ({
    fire: fireOf("succeeded", loads.at(-1)?.[0] ?? 0),
    facts: { ...nothing, loads: loads.map(([id, rows]) => ({ load: figures(id, rows), history })) },
  });

  test("is told when it is unusual, with what was found and what is usual", () => {
    const one = loaded([3, 100]);
    const [alert] = judge([], seen({ ended: [one] })).raised;
    expect(alert).toMatchObject({
      alertKey: `anomaly/${one.fire.runId}`,
      severity: "warning",
      title: "What ctgov-covid19 brought is unusual",
      message: expect.stringContaining("trials-3.csv (load 3): rows read: 100, usual are 950 to 1,050."),
      details: {
        unusual: ["rows_read less"],
        loads: [
          { load_id: 3, figures: [{ found: 100, usual_from: 950, usual_to: 1050, median: 1000, history_count: 30 }] },
        ],
      },
    });
  });

  test("is told once while it stays unusual in the same way, and is over with a load as usual", () => {
    const [first, second, third, fourth] = [loaded([3, 100]), loaded([4, 110]), loaded([5, 5000]), loaded([6, 1001])];
    const all = looks({ ended: [first] }, { ended: [first, second] }, { ended: [third] }, { ended: [fourth] });
    expect(all.map(({ alertKey, resolvedAt }) => [alertKey, resolvedAt])).toEqual([
      [`anomaly/${first.fire.runId}`, at(6)],
      [`anomaly/${third.fire.runId}`, at(6)],
    ]);
    expect(judge(all, seen({ ended: [first, second, third, fourth] }))).toEqual({ raised: [], resolved: [] });
  });

  test("of several files is one alert, over at once when the last is as usual", () => {
    const one = loaded([3, 100], [4, 5000], [5, 1000]);
    expect(looks({ ended: [one] })).toMatchObject([
      { details: { unusual: ["rows_read less", "rows_read more"] }, since: at(3), resolvedAt: at(5) },
    ]);
  });
});

describe("people are reminded", () => {
  const interval = Duration.hours(12);
  const stands = [standingOf({ raisedAt: at(1) })];

  test("never, unless they want it", () => {
    expect(keys(stands, {})).toEqual([]);
  });

  test("of what lasts, once in each interval, and not of those that passed unseen", () => {
    expect(keys(stands, { reminderInterval: interval, now: at(12) })).toEqual([]);
    expect(judge(stands, seen({ reminderInterval: interval, now: at(14) })).raised).toMatchObject([
      { alertKey: "run_failed/x/0/reminder/1", title: "Still: nightly failed", kind: "run_failed" },
    ]);
    const later = looks({ ended: [] }).concat(stands);
    expect(keys(later, { reminderInterval: interval, now: at(38) })).toEqual(["run_failed/x/0/reminder/3"]);
    const reminded = [...stands, standingOf({ alertKey: "run_failed/x/0/reminder/3", details: { reminder: 3 } })];
    expect(keys(reminded, { reminderInterval: interval, now: at(39) })).toEqual([]);
    expect(judge(reminded, seen({ now: at(40), ended: ended(fireOf("succeeded", 39.5)) }))).toMatchObject({
      raised: [{ alertKey: "recovered/run_failed/x/0" }],
      resolved: [{ alertKey: "run_failed/x/0" }, { alertKey: "run_failed/x/0/reminder/3" }],
    });
  });

  test("of nothing that is over or that tells of one load", () => {
    const others = [standingOf({ resolvedAt: at(2) }), standingOf({ alertKey: "anomaly/1", kind: "anomaly" })];
    expect(keys(others, { reminderInterval: interval, now: at(40) })).toEqual([]);
  });
});
