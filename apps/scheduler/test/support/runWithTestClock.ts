import { Effect, Logger, type Scope } from "effect";
import { TestClock } from "effect/testing";

/** Runs an effect by a clock that stands still until it is set; gives the texts of its log lines. */
export const runWithTestClock = async <A>(effect: Effect.Effect<A, unknown, Scope.Scope>): Promise<Array<string>> => {
  const texts: Array<string> = [];
  const collect = Logger.make(({ message }) => {
    texts.push(String(message));
  });
  await Effect.runPromise(
    effect.pipe(Effect.scoped, Effect.provide([TestClock.layer(), Logger.layer([collect])])) as Effect.Effect<A>,
  );
  return texts;
};
