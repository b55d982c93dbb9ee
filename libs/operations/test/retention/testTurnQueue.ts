import * as PgClient from "@effect/sql-pg/PgClient";
import { engineSchema } from "@trialflow/schema";
import { Effect, Exit, Layer, Redacted, Schema, Scope } from "effect";
import { PersistedQueue } from "effect/persistence";

const Turn = Schema.Struct({ run: Schema.Struct({ runId: Schema.String }), turn: Schema.Int });
type Turn = typeof Turn.Type;

/** The queue of the schedulers, as they make it. */
export interface TestTurnQueue {
  readonly offer: (turn: Turn) => Promise<unknown>;
  /** Takes the next turn and ends it, or fails it for good. */
  readonly take: (end: "end" | "fail") => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export const openTurnQueue = async (url: string): Promise<TestTurnQueue> => {
  const client = PgClient.layer({ url: Redacted.make(url), startupParameters: { search_path: engineSchema } });
  const store = PersistedQueue.layerStoreSql({ tableName: "turn_queue", pollInterval: "50 millis" });
  const layer = PersistedQueue.layer.pipe(Layer.provide(store), Layer.provide(client));
  const scope = Scope.makeUnsafe();
  const queue = await Effect.runPromise(
    Effect.flatMap(Layer.buildWithScope(layer, scope), (context) =>
      Effect.provideContext(PersistedQueue.make({ name: "turns", schema: Turn, maxAttempts: 1 }), context),
    ),
  );
  return {
    offer: (turn) => Effect.runPromise(queue.offer(turn, { id: `${turn.run.runId}/${turn.turn}` })),
    take: (end) =>
      Effect.runPromise(
        Effect.exit(
          queue.take((): Effect.Effect<void, string> => (end === "end" ? Effect.void : Effect.fail("broken"))),
        ),
      ),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  };
};
