import * as NodeCrypto from "@effect/platform-node/NodeCrypto";
import * as PgClient from "@effect/sql-pg/PgClient";
import { engineSchema } from "@trialflow/schema";
import { Duration, Effect, Layer, Redacted, Schema } from "effect";
import { ClusterWorkflowEngine, SingleRunner } from "effect/cluster";
import { Activity, DurableClock, DurableDeferred, Workflow, type WorkflowEngine } from "effect/workflow";

const payload = { ref: Schema.Struct({ runId: Schema.String, resumedCount: Schema.Int }), index: Schema.Int };
const keyOf = ({ ref, index }: { readonly ref: { readonly runId: string }; readonly index: number }) =>
  `${ref.runId}/${index}`;

const never = DurableDeferred.make("never");

/** A file of a run. One with the index 99 waits for something that never comes. */
const File = Workflow.make("TestFile", { payload, success: Schema.Int, idempotencyKey: keyOf });
const fileLayer = File.toLayer(
  Effect.fnUntraced(function* ({ index }) {
    yield* Activity.make({ name: "load", success: Schema.Int, execute: Effect.succeed(index) });
    if (index === 99) yield* DurableDeferred.await(never);
    return index;
  }),
);

/** A run with two files. With the index 98 it waits for ever after its files are done, with 99 for a file. */
export const Run = Workflow.make("TestRun", { payload, success: Schema.Int, idempotencyKey: keyOf });
const runLayer = Run.toLayer(
  Effect.fnUntraced(function* ({ ref, index }) {
    yield* DurableClock.sleep({ name: "pause", duration: "1 millis", inMemoryThreshold: 0 });
    yield* Activity.make({ name: "open", success: Schema.Void, execute: Effect.void });
    for (const file of index === 99 ? [1, 99] : [1, 2]) yield* File.execute({ ref, index: file });
    if (index === 98) yield* DurableDeferred.await(never);
    return index;
  }),
);

/** Does something on an engine of its own, with the tables that the schedulers' engine has. */
export const onEngine = <A, E>(url: string, effect: Effect.Effect<A, E, WorkflowEngine.WorkflowEngine>): Promise<A> => {
  const client = PgClient.layer({ url: Redacted.make(url), startupParameters: { search_path: engineSchema } });
  const runner = SingleRunner.layer({
    runnerStorage: "memory",
    shardingConfig: { entityMessagePollInterval: Duration.millis(100), entityReplyPollInterval: Duration.millis(50) },
  }).pipe(Layer.provide([client, NodeCrypto.layerDigest]));
  const engine = ClusterWorkflowEngine.layer.pipe(Layer.provideMerge(runner));
  const layer = Layer.mergeAll(fileLayer, runLayer).pipe(Layer.provideMerge(engine));
  return Effect.runPromise(effect.pipe(Effect.provide(layer)) as Effect.Effect<A, E>);
};
