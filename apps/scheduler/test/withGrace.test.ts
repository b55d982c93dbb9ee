import { Duration, Effect, Exit, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { expect, test } from "vitest";
import { withGrace } from "../src/withGrace.ts";
import { runWithTestClock } from "./support/runWithTestClock.ts";

const minute = Duration.minutes(1);

/** Starts an effect with a minute of grace, interrupts it at once, and lets time pass. */
const interruptAndWait = <A>(
  effect: Effect.Effect<A>,
  time: Duration.Input,
  onOver: Effect.Effect<void> = Effect.void,
) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkScoped(withGrace(effect, minute, onOver), { startImmediately: true });
    yield* TestClock.adjust("1 second");
    const stop = yield* Effect.forkScoped(Fiber.interrupt(fiber), { startImmediately: true });
    yield* TestClock.adjust(time);
    return stop.pollUnsafe() !== undefined;
  });

test("changes nothing for what is not interrupted", async () => {
  await runWithTestClock(
    Effect.gen(function* () {
      expect(yield* withGrace(Effect.succeed(1), minute)).toBe(1);
      expect(yield* Effect.exit(withGrace(Effect.fail("no"), minute))).toEqual(Exit.fail("no"));
    }),
  );
});

test("lets what is under way end by itself when it does so within the grace", async () => {
  let hasEnded = false;
  const log = await runWithTestClock(
    Effect.gen(function* () {
      const work = Effect.andThen(
        Effect.sleep("30 seconds"),
        Effect.sync(() => {
          hasEnded = true;
        }),
      );
      expect(yield* interruptAndWait(work, "30 seconds")).toBe(true);
    }),
  );
  expect(hasEnded).toBe(true);
  expect(log).toEqual(["A run is under way: waiting for its end, at most 1m"]);
});

test("interrupts what goes on after the grace, and says before that it does", async () => {
  const events: Array<string> = [];
  const note = (event: string) => Effect.sync(() => events.push(event));
  await runWithTestClock(
    Effect.gen(function* () {
      const work = Effect.onInterrupt(Effect.never, () => note("interrupted"));
      expect(yield* interruptAndWait(work, "59 seconds", Effect.asVoid(note("over")))).toBe(false);
      expect(events).toEqual([]);
      yield* TestClock.adjust("1 second");
    }),
  );
  expect(events).toEqual(["over", "interrupted"]);
});

test("leaves behind what cannot be interrupted within ten seconds more", async () => {
  const log = await runWithTestClock(
    Effect.gen(function* () {
      const work = Effect.uninterruptible(Effect.sleep("1 day"));
      expect(yield* interruptAndWait(work, "69 seconds")).toBe(false);
      yield* TestClock.adjust("2 seconds");
      yield* Effect.logInfo("over");
    }),
  );
  expect(log.slice(-2)).toEqual(["The run cannot be interrupted within 10s: leaving it", "over"]);
});
