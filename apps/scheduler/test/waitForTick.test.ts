import { Clock, Cron, Effect } from "effect";
import { expect, test } from "vitest";
import { waitForTick } from "../src/waitForTick.ts";

const hourly = Cron.parseUnsafe("0 * * * *", "UTC");
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);

/**
 * Waits for a tick by a clock that shows `start` first, and whose timers let pass what `passes` makes of the time asked for;
 * gives the time of the tick and the longest timer, both in milliseconds.
 */
const waitBy = async (start: number, after: number, passes: (millis: number, sleeps: number) => number) => {
  let now = start;
  let sleeps = 0;
  let longest = 0;
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: () => BigInt(now) * 1_000_000n,
    currentTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    monotonicTimeNanosUnsafe: () => BigInt(now) * 1_000_000n,
    monotonicTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    sleep: (duration) =>
      Effect.sync(() => {
        sleeps += 1;
        const millis = Number(duration.value._tag === "Millis" ? duration.value.millis : Number.NaN);
        longest = Math.max(longest, millis);
        now += passes(millis, sleeps);
      }),
  };
  const tick = await Effect.runPromise(Effect.provideService(waitForTick(hourly, after), Clock.Clock, clock));
  return { tick, longest };
};

test("comes at the tick, by timers of a minute at most", async () => {
  const { tick, longest } = await waitBy(at("00:30:00.500"), at("00:30:00.500"), (millis) => millis);
  expect(tick).toBe(at("01:00:00"));
  expect(longest).toBe(60_000);
});

test("does not come before the tick when timers end early", async () => {
  const { tick } = await waitBy(at("00:59:30"), at("00:59:30"), (millis) => Math.max(1, millis - 1));
  expect(tick).toBe(at("01:00:00"));
});

test("comes once, late, when the machine was asleep over several ticks", async () => {
  const asleep = 5 * 3_600_000;
  const { tick } = await waitBy(
    at("00:30:00"),
    at("00:30:00"),
    (millis, sleeps) => millis + (sleeps === 1 ? asleep : 0),
  );
  expect(tick).toBe(at("05:31:00"));
  expect((await waitBy(tick, tick, (millis) => millis)).tick).toBe(at("06:00:00"));
});

test("does not come twice when the clock is set back a little", async () => {
  const { tick } = await waitBy(at("00:59:59.900"), at("01:00:00.002"), (millis) => millis);
  expect(tick).toBe(at("02:00:00"));
});

test("follows a clock that is set back by years", async () => {
  const wrong = Date.parse("2037-01-01T00:30:00Z");
  const { tick } = await waitBy(wrong, wrong, (millis, sleeps) => (sleeps === 1 ? at("00:10:00") - wrong : millis));
  expect(tick).toBe(at("01:00:00"));
});
