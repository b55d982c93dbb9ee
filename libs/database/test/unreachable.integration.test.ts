import { createServer, connect as dial, type Socket } from "node:net";
import { Database, type DatabaseError } from "@trialflow/database";
import { createTestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { ConfigProvider, Effect, Layer, Redacted } from "effect";
import { expect, inject, test } from "vitest";

const connect = (url: string, environment: Record<string, string> = {}): Promise<DatabaseError> =>
  Effect.runPromise(
    Effect.flip(
      Effect.asVoid(Database).pipe(
        Effect.provide(Database.layerUrl(Redacted.make(url))),
        Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
      ),
    ),
  ) as Promise<DatabaseError>;

const serverUrl = (change: (url: URL) => void): string => {
  const url = new URL(inject("serverUrl"));
  change(url);
  return url.href;
};

test("a server that does not run is a retryable error that names what to check", async () => {
  const error = await connect("postgres://me:secret@127.0.0.1:9/x");
  expect(error).toMatchObject({ reason: "Unreachable", isRetryable: true });
  expect(error.message).toContain("ECONNREFUSED");
  expect(error.message).not.toContain("secret");
});

test("an unknown host is a retryable error", async () => {
  expect(await connect("postgres://me:secret@no-such-host.invalid/x")).toMatchObject({ reason: "Unreachable" });
});

test("a server that accepts and says nothing is given up after the configured time", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const { port } = silent.address() as { port: number };
  const error = await connect(`postgres://me:secret@127.0.0.1:${port}/x`, {
    TRIALFLOW_DATABASE_CONNECT_TIMEOUT_SECONDS: "1",
  });
  expect(error).toMatchObject({ reason: "Unreachable", isRetryable: true });
  silent.close();
});

test("a wrong password is no retryable error and is never repeated in the message", async () => {
  const error = await connect(
    serverUrl((url) => {
      url.password = "wrong-password";
    }),
  );
  expect(error).toMatchObject({ reason: "AuthenticationFailed", isRetryable: false, sqlState: "28P01" });
  expect(JSON.stringify(error) + error.message).not.toContain("wrong-password");
});

test("a database that does not exist says so", async () => {
  const error = await connect(
    serverUrl((url) => {
      url.pathname = "/nowhere";
    }),
  );
  expect(error).toMatchObject({ sqlState: "3D000", isRetryable: false });
});

test("a URL that is none, and TLS that the server does not have, are told apart", async () => {
  expect(await connect("not a url")).toMatchObject({ reason: "InvalidConfiguration" });
  expect(await connect(serverUrl((url) => url.searchParams.set("sslmode", "sometimes")))).toMatchObject({
    reason: "InvalidConfiguration",
  });
  expect((await connect(serverUrl((url) => url.searchParams.set("sslmode", "require")))).message).toMatch(
    /SSL|TLS|ssl/,
  );
});

test("after failures the pool goes on working when the server is there again", async () => {
  const database = await createTestDatabase();
  const url = new URL(database.url);
  const target = Number(url.port);
  let isDown = false;
  const proxy = createServer((client) => {
    if (isDown) return void client.destroy();
    const upstream = dial(target, "127.0.0.1");
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
    sockets.add(client);
  }).listen(0, "127.0.0.1");
  const sockets = new Set<Socket>();
  await new Promise((resolve) => proxy.once("listening", resolve));
  url.port = String((proxy.address() as { port: number }).port);
  const ask = Effect.flatMap(Database, (db) => db.query("ask", (q) => q.execute(sql`select 1`)));
  const outcomes = await Effect.runPromise(
    Effect.gen(function* () {
      yield* ask;
      isDown = true;
      for (const socket of sockets) socket.destroy();
      const failures: Array<string> = [];
      for (let n = 0; n < 12; n++) failures.push((yield* Effect.result(ask))._tag);
      isDown = false;
      const after = yield* ask.pipe(Effect.retry({ times: 20 }));
      return { failures, after: after.length };
    }).pipe(Effect.provide(Layer.fresh(Database.layerUrl(Redacted.make(url.href)))), Effect.timeout("30 seconds")),
  );
  proxy.close();
  expect(outcomes.failures).toContain("Failure");
  expect(outcomes.after).toBe(1);
});
