import { Context, type Duration, Effect, Layer, Ref } from "effect";

const pause = "100 millis";

/**
 * Whether this scheduler was told to stop: then it begins no step any more, and leaves the rest to the others or to its next start.
 */
export class Draining extends Context.Service<
  Draining,
  {
    readonly isBegun: () => boolean;
    /** Counts an effect as work that is waited for. */
    readonly atWork: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
    /** Begins it, and waits until no step is under way, but not longer than the limit. */
    readonly finish: (limit: Duration.Duration) => Effect.Effect<void>;
  }
>()("@trialflow/scheduler/Draining") {
  static layer: Layer.Layer<Draining> = Layer.effect(
    this,
    Effect.gen(function* () {
      const working = yield* Ref.make(0);
      let isBegun = false;
      const isIdle = Effect.map(Ref.get(working), (count) => count === 0);
      return Draining.of({
        isBegun: () => isBegun,
        atWork: (effect) =>
          Effect.acquireUseRelease(
            Ref.update(working, (count) => count + 1),
            () => effect,
            () => Ref.update(working, (count) => count - 1),
          ),
        finish: Effect.fnUntraced(function* (limit: Duration.Duration) {
          isBegun = true;
          if (yield* isIdle) return;
          yield* Effect.logInfo("A step is under way: waiting for its end");
          const wait = Effect.gen(function* () {
            while (!(yield* isIdle)) yield* Effect.sleep(pause);
          });
          const done = yield* Effect.timeoutOption(wait, limit);
          if (done._tag === "None") {
            yield* Effect.logWarning("The step has not ended: it is broken off, and done again by whoever goes on");
          }
        }),
      });
    }),
  );
}
