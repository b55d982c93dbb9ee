import { Console, Effect } from "effect";
import type { CommandEvent } from "./Activity.ts";
import { liveDisplay } from "./liveDisplay.ts";
import { plainDisplay } from "./plainDisplay.ts";
import { StandardError } from "./StandardError.ts";

/** Runs work and shows its progress on standard error, live where that is a terminal. */
export const withProgress = <A, E, R>(
  work: (tell: (event: CommandEvent) => Effect.Effect<void>) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.scoped(
    Effect.gen(function* () {
      const { isTerminal } = yield* StandardError;
      const display = yield* isTerminal ? liveDisplay : plainDisplay;
      return yield* work(display.tell).pipe(Effect.provideService(Console.Console, display.console));
    }),
  );
