import { Deferred, Effect, type Redacted, Ref } from "effect";
import type { AdminConnection } from "./AdminConnection.ts";
import { inspectServer } from "./inspectServer.ts";
import { joinServer } from "./joinServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";

const rejoin = Effect.fnUntraced(function* (place: ServerPlace, password: Redacted.Redacted<string>) {
  const state = yield* inspectServer("join", place);
  if (state._tag !== "Alive" || state.phase !== "ready" || state.port === undefined) return undefined;
  const outcome = yield* joinServer(place, state.port, password);
  return outcome._tag === "Joined" ? outcome.connection : undefined;
});

/**
 * Marks the server as in use again whenever the session that holds the mark is lost, which happens when the server restarts itself after a
 * crash of one of its processes. Without it another command would stop the server under a long-running one. Never ends by itself.
 */
export const keepUsageMark = Effect.fnUntraced(function* (
  current: Ref.Ref<AdminConnection>,
  place: ServerPlace,
  password: Redacted.Redacted<string>,
) {
  for (;;) {
    const { closed } = yield* Ref.get(current);
    yield* Deferred.await(closed);
    yield* Effect.logWarning(
      "The session that marks the embedded PostgreSQL server as in use was lost; opening it again.",
    );
    for (;;) {
      const connection = yield* Effect.orElseSucceed(rejoin(place, password), () => undefined);
      if (connection !== undefined) {
        yield* Ref.set(current, connection);
        break;
      }
      yield* Effect.sleep("100 millis");
    }
  }
});
