import { Database } from "@trialflow/database";
import { createTestDatabase } from "@trialflow/testing";
import { Effect, Redacted } from "effect";
import { expect, test } from "vitest";
import { makeDatabaseAnswers } from "../src/databaseAnswers.ts";
import { startProxy } from "./support/PausableProxy.ts";

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
    // Questions to a silent server do not pile up.
    expect(proxy.connectionCount()).toBeLessThanOrEqual(4);
  });
  const layer = Database.layerUrl(Redacted.make(proxy.url));
  await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(layer)));
  await proxy.close();
});
