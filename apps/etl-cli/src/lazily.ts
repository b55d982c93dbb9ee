import { Effect } from "effect";

/**
 * Runs a program whose module is loaded when it is needed, so that `--help` does not wait for the database driver.
 */
export const lazily = <M, A, E, R>(
  load: () => Promise<M>,
  use: (module: M) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> => Effect.flatMap(Effect.promise(load), use);
