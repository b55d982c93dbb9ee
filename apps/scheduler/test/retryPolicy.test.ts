import { DatabaseError } from "@trialflow/database";
import { Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { expect, test } from "vitest";
import { retryPolicy } from "../src/retryPolicy.ts";
import { runWithTestClock } from "./support/runWithTestClock.ts";

const failure = (isRetryable: boolean) =>
  new DatabaseError({
    operation: "test",
    reason: "ConnectionLost",
    sqlState: null,
    detail: "gone",
    remedy: "",
    isRetryable,
  });

const attemptsOf = async (outcome: (attempt: number) => Effect.Effect<void, DatabaseError>) => {
  let attempts = 0;
  const log = await runWithTestClock(
    Effect.gen(function* () {
      const work = Effect.suspend(() => {
        attempts += 1;
        return outcome(attempts);
      });
      const fiber = yield* Effect.forkScoped(retryPolicy(work), { startImmediately: true });
      // The first delay is at least 8 seconds.
      yield* TestClock.adjust("7 seconds");
      expect(attempts).toBe(1);
      yield* TestClock.adjust("1 hour");
      yield* Fiber.await(fiber);
    }),
  );
  return { attempts, waits: log.filter((text) => text === "Trying again soon").length };
};

test("a failure that may pass is tried again three times, and no more", async () => {
  expect(await attemptsOf(() => Effect.fail(failure(true)))).toEqual({ attempts: 4, waits: 3 });
});

test("attempts end with the first one that succeeds", async () => {
  const outcome = (attempt: number) => (attempt < 2 ? Effect.fail(failure(true)) : Effect.void);
  expect(await attemptsOf(outcome)).toEqual({ attempts: 2, waits: 1 });
});

test("a failure that will not pass is not tried again", async () => {
  expect(await attemptsOf(() => Effect.fail(failure(false)))).toEqual({ attempts: 1, waits: 0 });
});
