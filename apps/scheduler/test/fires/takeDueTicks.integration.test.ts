import type { Database, DatabaseError } from "@trialflow/database";
import { type Fire, readFires, type Schedule } from "@trialflow/operations";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect, Layer, Logger } from "effect";
import { TestClock } from "effect/testing";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { makeTakeDueTicks } from "../../src/fires/takeDueTicks.ts";
import { testSchedule } from "./testSchedule.ts";

let database: TestDatabase;
let sql: ReturnType<TestDatabase["connect"]>;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.connect();
  return () => sql.end();
});

beforeEach(() => sql`truncate ops.schedule_fires`);

const setTime = (time: string) => TestClock.setTime(Date.parse(time));

/** Does what schedulers do by a clock that stands still until it is set; the texts of their log lines. */
const run = async (effect: Effect.Effect<unknown, DatabaseError, Database>): Promise<ReadonlyArray<string>> => {
  const texts: Array<string> = [];
  const collect = Logger.make(({ message }) => {
    texts.push(String(message));
  });
  const layer = Layer.mergeAll(database.layer, Logger.layer([collect]), TestClock.layer());
  await Effect.runPromise(effect.pipe(Effect.provide(Layer.fresh(layer))));
  return texts;
};

const hourly = testSchedule({ name: "hourly", cron: "0 * * * *", catchUp: { policy: "all", limit: 2 } });

/** A scheduler that starts at a time and looks at the clock at others. */
const scheduler = (schedules: ReadonlyArray<Schedule>, startedAt: string, ...looks: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    yield* setTime(startedAt);
    const takeDueTicks = yield* makeTakeDueTicks(schedules);
    for (const look of looks) {
      yield* setTime(look);
      yield* takeDueTicks;
    }
  });

const fires = async (): Promise<ReadonlyArray<string>> => {
  const found: ReadonlyArray<Fire> = await Effect.runPromise(readFires().pipe(Effect.provide(database.layer)));
  return found
    .map(({ schedule, scheduledAt, kind, status }) => `${schedule} ${scheduledAt.toISOString()} ${kind} ${status}`)
    .sort();
};

test("a schedule that is new has missed nothing; its next tick is queued once, however often the clock is looked at", async () => {
  const texts = await run(
    scheduler(
      [hourly],
      "2026-06-01T10:30:00Z",
      "2026-06-01T10:30:01Z",
      "2026-06-01T10:59:59Z",
      "2026-06-01T11:00:00Z",
      "2026-06-01T11:00:01Z",
      "2026-06-01T11:30:00Z",
    ),
  );
  expect(await fires()).toEqual(["hourly 2026-06-01T11:00:00.000Z tick queued"]);
  expect(texts).toEqual(["A tick came"]);
});

test("many schedulers that look at the same moment put a tick into the ledger once", async () => {
  const looks = ["2026-06-01T11:00:00Z", "2026-06-01T12:00:01Z"];
  const texts = await Promise.all(
    Array.from({ length: 6 }, () => run(scheduler([hourly], "2026-06-01T10:59:00Z", ...looks))),
  );
  expect(await fires()).toEqual([
    "hourly 2026-06-01T11:00:00.000Z tick queued",
    "hourly 2026-06-01T12:00:00.000Z tick skipped",
  ]);
  expect(texts.flat().sort()).toEqual(["A tick came", "Skipped a tick"]);
});

test("a scheduler that starts anew makes up for what was missed as the schedule says, and records the rest as skipped", async () => {
  await run(scheduler([hourly], "2026-06-01T10:59:00Z", "2026-06-01T11:00:00Z"));
  await sql`update ops.schedule_fires set status = 'succeeded'`;
  await run(scheduler([hourly], "2026-06-01T15:30:00Z", "2026-06-01T15:30:00Z", "2026-06-01T15:30:01Z"));
  expect(await fires()).toEqual([
    "hourly 2026-06-01T11:00:00.000Z tick succeeded",
    "hourly 2026-06-01T12:00:00.000Z catch_up skipped",
    "hourly 2026-06-01T13:00:00.000Z catch_up skipped",
    "hourly 2026-06-01T14:00:00.000Z catch_up queued",
    "hourly 2026-06-01T15:00:00.000Z catch_up queued",
  ]);
});

test("what was missed while the same process slept is made up for as well", async () => {
  await run(scheduler([hourly], "2026-06-01T10:59:00Z", "2026-06-01T11:00:00Z", "2026-06-01T13:30:00Z"));
  expect(await fires()).toEqual([
    "hourly 2026-06-01T11:00:00.000Z tick queued",
    "hourly 2026-06-01T12:00:00.000Z catch_up queued",
    "hourly 2026-06-01T13:00:00.000Z catch_up queued",
  ]);
});

test("a clock that is set back makes no tick come twice", async () => {
  const texts = await run(
    scheduler(
      [hourly],
      "2026-06-01T10:59:00Z",
      "2026-06-01T11:00:00Z",
      "2026-06-01T10:30:00Z",
      "2026-06-01T11:00:00Z",
      "2026-06-01T11:00:05Z",
    ),
  );
  expect(await fires()).toEqual(["hourly 2026-06-01T11:00:00.000Z tick queued"]);
  expect(texts).toEqual(["A tick came"]);
});

test("each schedule has ticks of its own, one that is not enabled has none", async () => {
  const schedules = [
    hourly,
    testSchedule({ name: "off", cron: "0 * * * *", isEnabled: false }),
    testSchedule({ name: "berlin", cron: "0 13 * * *", timeZone: "Europe/Berlin" }),
  ];
  await run(scheduler(schedules, "2026-06-01T10:59:00Z", "2026-06-01T11:00:00Z"));
  expect(await fires()).toEqual([
    "berlin 2026-06-01T11:00:00.000Z tick queued",
    "hourly 2026-06-01T11:00:00.000Z tick queued",
  ]);
});
