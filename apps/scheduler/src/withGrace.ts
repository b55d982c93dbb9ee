import { Duration, Effect, Fiber, Option } from "effect";

/** Longest wait for what was interrupted: its last statement may hang on a server that does not answer. */
const windDown = Duration.seconds(10);

/**
 * Gives an effect time to end by itself when it is interrupted: up to `grace`, then it is interrupted for good, and `onOver` runs.
 *
 * What has not ended 10 seconds after that is left behind: stopping a program never takes for ever.
 */
export const withGrace = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  grace: Duration.Duration,
  onOver: Effect.Effect<void> = Effect.void,
): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      // In a fiber of its own, because one that is being interrupted cannot go on.
      const fiber = yield* Effect.forkDetach(effect);
      const endsWithin = (time: Duration.Duration) =>
        Effect.map(Effect.timeoutOption(Fiber.await(fiber), time), Option.isSome);
      const letEnd = Effect.gen(function* () {
        yield* Effect.logInfo(`A run is under way: waiting for its end, at most ${Duration.format(grace)}`);
        if (yield* endsWithin(grace)) return;
        yield* Effect.logWarning(`The run has not ended within ${Duration.format(grace)}: interrupting it`);
        yield* onOver;
        yield* Effect.forkDetach(Fiber.interrupt(fiber));
        if (yield* endsWithin(windDown)) return;
        yield* Effect.logError(`The run cannot be interrupted within ${Duration.format(windDown)}: leaving it`);
      });
      return yield* restore(Fiber.join(fiber)).pipe(Effect.onInterrupt(() => letEnd));
    }),
  );
