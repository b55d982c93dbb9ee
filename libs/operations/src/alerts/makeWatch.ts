import type { Database } from "@trialflow/database";
import { Cause, Effect, Queue, type Scope } from "effect";
import { FetchHttpClient } from "effect/http";
import type { Fire } from "../fires/Fire.ts";
import { makeRound, type WatchOptions } from "./makeRound.ts";

/** How often the ledger is looked at when nothing ended here. */
const interval = "15 seconds";

/**
 * Watches over the schedules until its scope is closed, beside whatever the program does: every 15 seconds, and at once when it is told of
 * fires that ended. To tell it takes no time and never fails; a round that fails is logged and made again.
 */
export const makeWatch = (
  options: WatchOptions,
): Effect.Effect<(ended: ReadonlyArray<Fire>) => Effect.Effect<void>, never, Database | Scope.Scope> =>
  Effect.gen(function* () {
    const round = yield* makeRound(options);
    const calls = yield* Queue.sliding<void>(1);
    const safe = Effect.catchCause(round, (cause) =>
      Cause.hasInterruptsOnly(cause)
        ? Effect.failCause(cause)
        : Effect.annotateLogs(Effect.logWarning("Cannot look for alerts at the moment; it is tried again"), {
            message: messageOf(cause),
          }),
    );
    const wait = Effect.timeoutOption(Queue.take(calls), interval);
    yield* Effect.forkScoped(Effect.forever(Effect.andThen(safe, wait)).pipe(Effect.provide(FetchHttpClient.layer)));
    return (ended) => (ended.length === 0 ? Effect.void : Effect.asVoid(Queue.offer(calls, undefined)));
  });

const messageOf = (cause: Cause.Cause<{ readonly message: string }>): string => {
  const error = Cause.findErrorOption(cause);
  return error._tag === "Some"
    ? error.value.message
    : (Cause.pretty(cause).split("\n")[0] ?? "a defect of the program");
};
