import { Duration, Effect, Fiber, Logger } from "effect";
import { TestClock } from "effect/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotFound, RateLimited, ServerError, Truncated } from "../../src/acquire/HttpReason.ts";
import { retryAfterMillis } from "../../src/acquire/retryAfterMillis.ts";
import { retryPolicy } from "../../src/acquire/retryPolicy.ts";
import { ExtractError } from "../../src/errors.ts";

const url = "https://example.org/";
const settings = {
  attempts: 3,
  retryDelay: Duration.millis(500),
  maxRetryAfter: Duration.seconds(120),
  totalTimeout: Duration.minutes(15),
};

/** Counts the attempts that were made after each of the given waits, in virtual time. */
const attemptsAfter = (reason: ExtractError["reason"], waits: ReadonlyArray<Duration.Input>, changes = {}) =>
  Effect.gen(function* () {
    let attempts = 0;
    const failing = Effect.suspend(() => {
      attempts++;
      return Effect.fail(new ExtractError({ operation: "test", reason }));
    });
    const fiber = yield* failing.pipe(
      Effect.retry(retryPolicy({ ...settings, ...changes })),
      Effect.exit,
      Effect.forkChild,
    );
    const counts: Array<number> = [];
    for (const wait of waits) {
      yield* TestClock.adjust(wait);
      counts.push(attempts);
    }
    yield* Fiber.interrupt(fiber);
    return counts;
  }).pipe(Effect.provide([TestClock.layer(), Logger.layer([])]), Effect.runPromise);

describe("retryPolicy", () => {
  it("tries a passing failure three times, then gives up", async () => {
    const reason = new Truncated({ url, receivedBytes: 1, expectedBytes: 2 });
    expect(await attemptsAfter(reason, ["0 millis", "1 second", "2 seconds", "1 hour"])).toEqual([1, 2, 3, 3]);
  });

  it("tries a lasting failure once", async () => {
    expect(await attemptsAfter(new NotFound({ url }), ["1 hour"])).toEqual([1]);
  });

  it.each([
    new RateLimited({ url, retryAfterMillis: 7000 }),
    new ServerError({ url, status: 503, retryAfterMillis: 7000 }),
  ])("waits as long as Retry-After asks ($_tag)", async (reason) => {
    expect(await attemptsAfter(reason, ["6999 millis", "1 millis", "6999 millis", "1 millis"])).toEqual([1, 2, 2, 3]);
  });

  it("does not wait for a Retry-After beyond the bound", async () => {
    const reason = new RateLimited({ url, retryAfterMillis: 120_001 });
    expect(await attemptsAfter(reason, ["1 hour"])).toEqual([1]);
  });

  it("makes as many attempts as are configured", async () => {
    const reason = new ServerError({ url, status: 500, retryAfterMillis: null });
    expect(await attemptsAfter(reason, ["1 hour"], { attempts: 1 })).toEqual([1]);
    expect(await attemptsAfter(reason, ["1 hour"], { attempts: 5 })).toEqual([5]);
  });
});

describe("retryAfterMillis", () => {
  const now = Date.parse("2024-05-01T12:00:00Z");

  it("reads any number of seconds", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (seconds) => {
        expect(retryAfterMillis(` ${seconds} `, now)).toBe(seconds * 1000);
      }),
    );
  });

  it("reads any HTTP date as the time until then, never less than none", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (seconds) => {
        const date = new Date(now + seconds * 1000).toUTCString();
        expect(retryAfterMillis(date, now)).toBe(Math.max(0, seconds * 1000));
      }),
    );
  });

  it.each([undefined, "", "soon", "-5", "1.5", "2024-05-01", "Wednesday next"])("takes %s for none", (header) => {
    expect(retryAfterMillis(header, now)).toBeNull();
  });
});
