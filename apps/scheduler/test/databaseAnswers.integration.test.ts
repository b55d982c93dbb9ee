import { Database } from "@trialflow/database";
import { createTestDatabase } from "@trialflow/testing";
import { ConfigProvider, Deferred, Effect, Redacted } from "effect";
import { expect, test } from "vitest";
import { makeDatabaseAnswers } from "../src/databaseAnswers.ts";
import { startProxy } from "./support/PausableProxy.ts";

const poolOfOne = ConfigProvider.layer(ConfigProvider.fromEnvRecord({ TRIALFLOW_DATABASE_POOL_SIZE: "1" }));

test("a run that uses the whole pool does not look like a database that is gone", async () => {
  const { url } = await createTestDatabase();
  const program = Effect.gen(function* () {
    const database = yield* Database;
    const answers = yield* makeDatabaseAnswers;
    const isBusy = yield* Deferred.make<void>();
    const busy = Effect.andThen(Deferred.succeed(isBusy, undefined), Effect.never);
    yield* Effect.forkScoped(database.transaction({ operation: "test" }, busy));
    yield* Deferred.await(isBusy);
    return yield* answers;
  });
  const layer = Database.layerUrl(Redacted.make(url));
  expect(await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(layer), Effect.provide(poolOfOne)))).toBe(
    true,
  );
});

test("a database that falls silent does not answer, and does again when it speaks", async () => {
  const proxy = await startProxy((await createTestDatabase()).url);
  const program = Effect.gen(function* () {
    const answers = yield* makeDatabaseAnswers;
    expect(yield* answers).toBe(true);
    yield* Effect.sleep("1 second");
    proxy.pause();
    // Asked by many at a time, too.
    const asked = yield* Effect.all(
      Array.from({ length: 50 }, () => answers),
      { concurrency: "unbounded" },
    );
    expect(new Set(asked)).toEqual(new Set([false]));
    proxy.resume();
    let isAnswering = false;
    while (!isAnswering) isAnswering = yield* answers;
    // One for the database, one or two for the questions: those to a silent server do not pile up.
    expect(proxy.connectionCount()).toBeLessThanOrEqual(4);
  });
  const layer = Database.layerUrl(Redacted.make(proxy.url));
  await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(layer)));
  await proxy.close();
});
