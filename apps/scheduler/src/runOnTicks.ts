import { Clock, type Cron, Effect, Option, Semaphore } from "effect";
import { waitForTick } from "./waitForTick.ts";

/**
 * Runs an effect at each tick, for ever. One at a time: a tick that comes while it still runs is skipped and logged.
 *
 * Not `Effect.schedule` with a cron schedule: it asks for the next tick at the time when its timer ended, which may be a
 * millisecond before the tick, and would then run twice; and it does not follow a clock that is set ({@link waitForTick}).
 * Interrupting it stops the ticks first, then interrupts what runs and waits for its end.
 */
export const runOnTicks = <R>(
  options: { readonly cron: Cron.Cron; readonly isRunAtStart: boolean },
  run: Effect.Effect<void, never, R>,
): Effect.Effect<never, never, R> =>
  Effect.scoped(
    Effect.gen(function* () {
      const { cron, isRunAtStart } = options;
      const onlyOne = Semaphore.makeUnsafe(1);
      const tick = Effect.forkScoped(
        Effect.flatMap(
          onlyOne.withPermitsIfAvailable(1)(run),
          Option.match({
            onNone: () => Effect.logWarning("Skipped this tick: the run of an earlier one is still under way"),
            onSome: () => Effect.void,
          }),
        ),
        { startImmediately: true },
      );
      if (isRunAtStart) yield* tick;
      const ticks = Effect.gen(function* () {
        let last = yield* Clock.currentTimeMillis;
        for (;;) {
          last = yield* waitForTick(cron, last);
          yield* tick;
        }
      });
      return yield* Effect.onInterrupt(ticks, () => Effect.logInfo("Told to stop: no more ticks"));
    }),
  );
