import { Cron, Deferred, Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { expect, test } from "vitest";
import { runOnTicks } from "../src/runOnTicks.ts";
import { runWithTestClock } from "./support/runWithTestClock.ts";

const hourly = { cron: Cron.parseUnsafe("0 * * * *", "UTC"), isRunAtStart: false };
const halfPastMidnight = Date.UTC(2026, 0, 1, 0, 30);

const noteTimes = (times: Array<string>) =>
  Effect.map(
    TestClock.testClockWith((clock) => Effect.succeed(clock.currentTimeMillisUnsafe())),
    (now) => {
      times.push(new Date(now).toISOString().slice(11, 19));
    },
  );

test("runs at the ticks and not before the first one", async () => {
  const times: Array<string> = [];
  await runWithTestClock(
    Effect.gen(function* () {
      yield* TestClock.setTime(halfPastMidnight);
      yield* Effect.forkScoped(runOnTicks(hourly, noteTimes(times)), { startImmediately: true });
      yield* TestClock.adjust("150 minutes");
    }),
  );
  expect(times).toEqual(["01:00:00", "02:00:00", "03:00:00"]);
});

test("runs at once, too, when it is told so", async () => {
  const times: Array<string> = [];
  await runWithTestClock(
    Effect.gen(function* () {
      yield* TestClock.setTime(halfPastMidnight);
      const options = { ...hourly, isRunAtStart: true };
      yield* Effect.forkScoped(runOnTicks(options, noteTimes(times)), { startImmediately: true });
      yield* TestClock.adjust("31 minutes");
    }),
  );
  expect(times).toEqual(["00:30:00", "01:00:00"]);
});

test("follows the time zone of the expression through the change to summer time", async () => {
  const times: Array<string> = [];
  await runWithTestClock(
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 2, 28));
      const options = { cron: Cron.parseUnsafe("0 3 * * *", "Europe/Berlin"), isRunAtStart: false };
      yield* Effect.forkScoped(runOnTicks(options, noteTimes(times)), { startImmediately: true });
      yield* TestClock.adjust("2 days");
    }),
  );
  expect(times).toEqual(["02:00:00", "01:00:00"]);
});

test("skips and logs the ticks that come while a run is under way, and runs again afterwards", async () => {
  let started = 0;
  const log = await runWithTestClock(
    Effect.gen(function* () {
      yield* TestClock.setTime(halfPastMidnight);
      const end = yield* Deferred.make<void>();
      const run = Effect.suspend(() => {
        started += 1;
        return Deferred.await(end);
      });
      yield* Effect.forkScoped(runOnTicks(hourly, run), { startImmediately: true });
      yield* TestClock.adjust("150 minutes");
      expect(started).toBe(1);
      yield* Deferred.succeed(end, undefined);
      yield* TestClock.adjust("1 hour");
      expect(started).toBe(2);
    }),
  );
  expect(log.filter((text) => text.startsWith("Skipped this tick"))).toHaveLength(2);
});

test("when interrupted, starts no run any more and waits for the end of what it interrupts", async () => {
  const events: Array<string> = [];
  await runWithTestClock(
    Effect.gen(function* () {
      yield* TestClock.setTime(halfPastMidnight);
      const run = Effect.never.pipe(
        Effect.onInterrupt(() =>
          Effect.andThen(
            Effect.sleep("10 minutes"),
            Effect.sync(() => events.push("run ended")),
          ),
        ),
      );
      const fiber = yield* Effect.forkScoped(runOnTicks(hourly, run), { startImmediately: true });
      yield* TestClock.adjust("40 minutes");
      const stop = yield* Effect.forkScoped(Fiber.interrupt(fiber), { startImmediately: true });
      yield* TestClock.adjust("9 minutes");
      expect(stop.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust("3 hours");
      yield* Fiber.join(stop);
      events.push("stopped");
    }),
  );
  expect(events).toEqual(["run ended", "stopped"]);
});
