import { Clock, Effect } from "effect";

/** Longest single sleep, in milliseconds. */
const piece = 60_000;

/**
 * Sleeps until the clock shows a moment, in milliseconds since the epoch.
 *
 * In pieces, because a timer counts elapsed time and not the clock's: it may end a little early, and it does not see that the
 * clock was set or that the machine was asleep.
 */
export const sleepUntil = Effect.fnUntraced(function* (moment: number) {
  for (;;) {
    const left = moment - (yield* Clock.currentTimeMillis);
    if (left <= 0) return;
    yield* Effect.sleep(Math.min(left, piece));
  }
});
