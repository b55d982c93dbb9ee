import { Duration, Effect, Schedule } from "effect";
import { describeFailure } from "./describeFailure.ts";

/** Attempts after the first one. */
const retries = 3;

/**
 * Waits 10, 30 and 90 seconds, give or take a fifth, before another attempt: long enough for a server to start again. After
 * that the next tick is the next attempt.
 */
const delays = Schedule.exponential("10 seconds", 3).pipe(
  Schedule.jittered,
  Schedule.upTo({ times: retries }),
  Schedule.while(({ input }) => describeFailure(input).isRetryable),
  Schedule.tap(({ attempt, duration }) =>
    Effect.annotateLogs(Effect.logInfo("Trying again soon"), {
      retry: attempt,
      of: retries,
      delayMs: Math.round(Duration.toMillis(duration)),
    }),
  ),
);

/** Tries an effect again, a few times, while its failures say that this may help. */
export const retryPolicy = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(effect, delays);
