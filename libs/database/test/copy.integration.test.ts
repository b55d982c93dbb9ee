import { Database } from "@trialflow/database";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { Effect, Fiber, Stream } from "effect";
import { beforeAll, expect, test } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const client = database.connect();
  await client`create table public.numbers (n int primary key, t text, a text[], b bytea)`;
  await client.end();
});

const run = <A, E>(effect: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(effect.pipe(Effect.provide(database.layer)));
const target = { schema: "public", table: "numbers", columns: ["n", "t"] };
const inTransaction = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Database, (db) => db.transaction({ operation: "test" }, effect));
const copy = (rows: ReadonlyArray<ReadonlyArray<number | string>>) =>
  Effect.flatMap(Database, (db) =>
    db.copyRows("test.copy", target, Stream.fromIterable(rows).pipe(Stream.map((row) => [row]))),
  );
const count = Effect.flatMap(Database, (db) =>
  Effect.map(
    db.query("count", (q) => q.execute<{ n: number }>(sql`select count(*)::int as n from public.numbers`)),
    ([row]) => row?.n,
  ),
);

test("text of every kind arrives as it was", async () => {
  const rows = [
    [
      1,
      'tab\tline\nreturn\rbackslash\\N \\. quote" €',
      ['a"b', "c,d", "{}", "back\\slash", ""],
      new Uint8Array([0, 255, 92]),
    ],
    [2, null, [], null],
  ] as const;
  await run(
    Effect.flatMap(Database, (db) =>
      db.copyRows(
        "test.copy",
        { schema: "public", table: "numbers", columns: ["n", "t", "a", "b"] },
        Stream.succeed(rows),
      ),
    ),
  );
  const client = database.connect();
  const found = await client`select n, t, a, b from public.numbers order by n`;
  expect(found.map((row) => [row["n"], row["t"], row["a"], row["b"] && new Uint8Array(row["b"])])).toEqual(rows);
  await client`truncate public.numbers`;
  await client.end();
});

const refused: Record<string, ReadonlyArray<ReadonlyArray<number | string>>> = {
  "in its first row": [["x", "a"]],
  "in its last row": [
    [1, "a"],
    [2, "b"],
    ["x", "c"],
  ],
  "after the last byte, by a constraint": [
    [1, "a"],
    [1, "b"],
  ],
  "in the middle of much data": [
    ...Array.from({ length: 3000 }, (_, n) => [n, "x".repeat(1000)]),
    ["x", "c"],
    ...Array.from({ length: 3000 }, (_, n) => [n + 5000, "x".repeat(1000)]),
  ],
};

for (const [where, rows] of Object.entries(refused)) {
  for (const [how, wrap] of [
    ["outside", (effect: typeof copyEffect) => effect],
    ["inside", inTransaction],
  ] as const) {
    test(`a COPY that the server refuses ${where} fails ${how} a transaction, and the connection goes on working`, async () => {
      const [error, after, next] = await run(
        Effect.gen(function* () {
          const error = yield* Effect.flip(wrap(copy(rows)));
          const after = yield* count;
          const next = yield* inTransaction(Effect.andThen(copy([[7, "seven"]]), count));
          const client = yield* Database;
          yield* client.query("clean", (db) => db.execute(sql`truncate public.numbers`));
          return [error, after, next] as const;
        }),
      );
      expect(error._tag).toBe("DatabaseError");
      expect(["StatementFailed", "ConstraintViolated"]).toContain(error.reason);
      expect(error.message).not.toContain("xxx");
      expect(after).toBe(0);
      expect(next).toBe(1);
    });
  }
}
const copyEffect = copy([]);

test("a source that fails in the middle aborts the COPY with its own error", async () => {
  const [error, after] = await run(
    Effect.gen(function* () {
      const rows = Stream.fromIterable([[1, "a"]]).pipe(
        Stream.map((row) => [row]),
        Stream.concat(Stream.fail("the disk broke" as const)),
      );
      const db = yield* Database;
      const error = yield* Effect.flip(inTransaction(db.copyRows("test.copy", target, rows)));
      return [error, yield* count] as const;
    }),
  );
  expect(error).toBe("the disk broke");
  expect(after).toBe(0);
});

test("an interrupted COPY leaves nothing behind", async () => {
  const after = await run(
    Effect.gen(function* () {
      const db = yield* Database;
      const endless = Stream.fromIterable([[1, "a"]]).pipe(
        Stream.map((row) => [row]),
        Stream.concat(Stream.never),
      );
      const fiber = yield* Effect.forkChild(inTransaction(db.copyRows("test.copy", target, endless)));
      yield* Effect.sleep("100 millis");
      yield* Fiber.interrupt(fiber);
      return yield* count;
    }),
  );
  expect(after).toBe(0);
});

test("a failing transaction gives the body's own error and keeps nothing", async () => {
  const [error, after] = await run(
    Effect.gen(function* () {
      const error = yield* Effect.flip(inTransaction(Effect.andThen(copy([[1, "a"]]), Effect.fail("no" as const))));
      return [error, yield* count] as const;
    }),
  );
  expect(error).toBe("no");
  expect(after).toBe(0);
});

test("a connection that the server ends in the middle of a COPY is a retryable error", async () => {
  const error = await run(
    Effect.gen(function* () {
      const db = yield* Database;
      const killer = database.connect();
      const rows = Stream.fromIterable([1, 2]).pipe(
        Stream.mapEffect((n) =>
          n === 1
            ? Effect.succeed([[n, "a"]])
            : Effect.as(
                Effect.promise(async () => {
                  await killer`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'copy%' and pid <> pg_backend_pid()`;
                  await killer.end();
                  await new Promise((resolve) => setTimeout(resolve, 100));
                }),
                [[n, "b"]],
              ),
        ),
      );
      return yield* Effect.flip(inTransaction(db.copyRows("test.copy", target, rows)));
    }),
  );
  expect(error).toMatchObject({ _tag: "DatabaseError", reason: "ConnectionLost", isRetryable: true });
});
