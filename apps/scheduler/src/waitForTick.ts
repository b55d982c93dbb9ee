import { Clock, type Cron, Effect } from "effect";
import { nextTick } from "./nextTick.ts";

/** Longest single sleep, in milliseconds. */
const piece = 60_000;

/**
 * Waits for the first tick after a moment and gives the time when it came, late if the machine was asleep. Moments are
 * milliseconds since the epoch.
 *
 * Looks at the clock at least once a minute, because a timer counts elapsed time and not the clock's: it may end a little early,
 * and it does not see that the clock was set or that the machine was asleep. A clock that was set back by more than a minute is
 * followed; for less, no tick comes twice.
 */
export const waitForTick = Effect.fnUntraced(function* (cron: Cron.Cron, after: number) {
  let seen = after;
  for (;;) {
    const now = yield* Clock.currentTimeMillis;
    if (now < seen - piece) seen = now;
    const next = nextTick(cron, seen);
    if (next <= now) return now;
    yield* Effect.sleep(Math.min(next - now, piece));
  }
});
