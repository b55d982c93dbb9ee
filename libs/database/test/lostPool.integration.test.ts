import { createServer, connect as dial, type Socket } from "node:net";
import { createTestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { Cause, ConfigProvider, Effect, Exit, Redacted } from "effect";
import { expect, test } from "vitest";
import { Database } from "../src/index.ts";

/** A way to the server that can be cut at any moment; new connections are let through again at once. */
const startCuttableWay = async (url: string) => {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = dial(Number(port), hostname);
    for (const socket of [inner, outer]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const way = new URL(url);
  way.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: way.href,
    cut: () => {
      for (const socket of open) socket.resetAndDestroy();
    },
    close: () => server.close(),
  };
};

test("a pool that lost its connections in the middle of what they were writing serves again", {
  timeout: 120_000,
}, async () => {
  const database = await createTestDatabase();
  const way = await startCuttableWay(database.url);
  const program = Effect.gen(function* () {
    const { query } = yield* Database;
    const one = Effect.exit(query("test", (db) => db.execute(sql`select 1`)));
    const stuck: Array<string> = [];
    for (let round = 0; round < 40; round++) {
      // Statements keep being written while the connections go down.
      yield* Effect.all(
        [
          ...Array.from({ length: 12 }, (_, index) => Effect.delay(one, `${index % 4} millis`)),
          Effect.delay(Effect.sync(way.cut), `${round % 4} millis`),
        ],
        { concurrency: "unbounded" },
      );
      const after = yield* one;
      if (Exit.isFailure(after)) stuck.push(Cause.pretty(after.cause).split("\n")[0] ?? "");
    }
    return stuck;
  });
  const stuck = await Effect.runPromise(
    program.pipe(
      Effect.provide(Database.layerUrl(Redacted.make(way.url))),
      Effect.provide(
        ConfigProvider.layer(ConfigProvider.fromEnvRecord({ TRIALFLOW_DATABASE_CONNECT_TIMEOUT_SECONDS: "1" })),
      ),
    ),
  );
  // A statement may still find a connection dead that was cut; none may wait for one that is never opened.
  expect(stuck.filter((message) => message.includes("CONNECT_TIMEOUT"))).toEqual([]);
  way.close();
});
