import { Deferred, Duration, Effect, Exit, Fiber, Logger } from "effect";
import { TestClock } from "effect/testing";
import { expect, test } from "vitest";
import { Draining } from "../../src/engine/Draining.ts";

/** Runs an effect by a clock that stands still until it is set; the texts of its log lines. */
const run = async (effect: Effect.Effect<unknown, unknown, Draining>): Promise<ReadonlyArray<string>> => {
  const texts: Array<string> = [];
  const collect = Logger.make(({ message }) => {
    texts.push(String(message));
  });
  await Effect.runPromise(
    effect.pipe(Effect.scoped, Effect.provide([Draining.layer, TestClock.layer(), Logger.layer([collect])])),
  );
  return texts;
};

test("a scheduler with nothing under way need not wait, and begins nothing from then on", async () => {
  const texts = await run(
    Effect.gen(function* () {
      const draining = yield* Draining;
      expect(draining.isBegun()).toBe(false);
      yield* draining.finish(Duration.minutes(1));
      expect(draining.isBegun()).toBe(true);
    }),
  );
  expect(texts).toEqual([]);
});

test("it waits until all that is under way has ended, however it ended", async () => {
  const texts = await run(
    Effect.gen(function* () {
      const draining = yield* Draining;
      const [first, second] = [yield* Deferred.make<void>(), yield* Deferred.make<void, string>()];
      yield* Effect.forkChild(draining.atWork(Deferred.await(first)), { startImmediately: true });
      const failing = yield* Effect.forkChild(draining.atWork(Deferred.await(second)), { startImmediately: true });
      const waiting = yield* Effect.forkChild(draining.finish(Duration.minutes(1)), { startImmediately: true });
      yield* Deferred.succeed(first, undefined);
      yield* TestClock.adjust("10 seconds");
      expect(waiting.pollUnsafe()).toBeUndefined();
      yield* Deferred.fail(second, "wrong");
      expect(Exit.isFailure(yield* Fiber.await(failing))).toBe(true);
      yield* TestClock.adjust("1 second");
      yield* Fiber.join(waiting);
    }),
  );
  expect(texts).toEqual(["A step is under way: waiting for its end"]);
});

test("it waits no longer than its limit, and says that the step is broken off", async () => {
  const texts = await run(
    Effect.gen(function* () {
      const draining = yield* Draining;
      yield* Effect.forkChild(draining.atWork(Effect.never), { startImmediately: true });
      const waiting = yield* Effect.forkChild(draining.finish(Duration.minutes(1)), { startImmediately: true });
      yield* TestClock.adjust("59 seconds");
      expect(waiting.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust("1 second");
      yield* Fiber.join(waiting);
    }),
  );
  expect(texts[1]).toMatch(/^The step has not ended: it is broken off/);
});
