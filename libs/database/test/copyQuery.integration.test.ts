import { Database } from "@trialflow/database";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { Effect, Stream } from "effect";
import { beforeAll, expect, test } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const client = database.connect();
  await client`create table public.texts (n int primary key, t text)`;
  await client.end();
});

const run = <A, E>(effect: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(effect.pipe(Effect.provide(database.layer)));
const inTransaction = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Database, (db) => db.transaction({ operation: "test" }, effect));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const special = "tab\tline\nreturn\rback\\slash \\N '%s' $1";

test("a query's rows come in COPY's text format, its values as literals", async () => {
  const bytes = await run(
    Effect.flatMap(Database, (db) =>
      db.copyQuery("test.copy", sql`select ${special} as t, null, ${7}::int union all select '', 'é', 8 order by 3`),
    ),
  );
  expect(textOf(bytes)).toBe(`${String.raw`tab\tline\nreturn\rback\\slash \\N '%s' $1`}\t\\N\t7\n\té\t8\n`);
  expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
});

test("no rows are no bytes", async () => {
  expect(
    await run(Effect.flatMap(Database, (db) => db.copyQuery("test.copy", sql`select 1 where false`))),
  ).toHaveLength(0);
});

test("what one query gives can be written to a table as it is", async () => {
  const rows = 5000;
  const found = await run(
    inTransaction(
      Effect.gen(function* () {
        const db = yield* Database;
        const target = { schema: "public", table: "texts", columns: ["n", "t"] };
        const query = sql`select n, ${special} || repeat('x', 100) || n from generate_series(1, ${rows}) n`;
        const bytes = yield* db.copyQuery("test.read", query);
        const count = yield* db.copyEncoded(
          "test.write",
          target,
          Stream.make(bytes.subarray(0, 70_001), bytes.subarray(70_001)),
        );
        const [same] = yield* db.query("test.same", (q) =>
          q.execute<{ n: number }>(
            sql`select count(*)::int as n from (${query}) q (n, t) join public.texts using (n, t)`,
          ),
        );
        return [count, same?.n];
      }),
    ),
  );
  expect(found).toEqual([rows, rows]);
});

test("rows shorter and longer than what comes in one piece arrive whole, one query after the other", async () => {
  const lengths = [1, 7_000, 65_536, 3, 200_000, 1_000_000, 2];
  const expected = lengths.map((length, index) => `${String(index).repeat(length)}\n`).join("");
  const rows = lengths.map((length, index) => sql`(${index}::int, ${length}::int)`);
  const query = sql`select repeat(n::text, size) from (values ${sql.join(rows, sql`, `)}) t (n, size) order by n`;
  const found = await run(
    Effect.flatMap(Database, (db) =>
      inTransaction(Effect.all([db.copyQuery("test.first", query), db.copyQuery("test.second", query)])),
    ),
  );
  expect(found.map((bytes) => textOf(bytes) === expected)).toEqual([true, true]);
});

for (const [when, statement] of [
  ["before its first row", sql`select 1 / 0`],
  ["in the middle of its rows", sql`select repeat('x', 1000), 1 / (3000 - n) from generate_series(1, 5000) n`],
] as const) {
  test(`a query that fails ${when} is an error, and the connection goes on working`, async () => {
    const [error, after] = await run(
      Effect.gen(function* () {
        const db = yield* Database;
        const error = yield* Effect.flip(inTransaction(db.copyQuery("test.copy", statement)));
        const both = Effect.all([db.copyQuery("test.after", sql`select 1`), db.copyQuery("test.after", sql`select 2`)]);
        return [error, yield* inTransaction(both)] as const;
      }),
    );
    expect(error).toMatchObject({ operation: "test.copy", sqlState: "22012" });
    expect(after.map(textOf)).toEqual(["1\n", "2\n"]);
  });
}

test("a connection that is lost while rows come is an error, not a wait", async () => {
  const error = await run(
    Effect.flip(
      inTransaction(
        Effect.flatMap(Database, (db) =>
          db.copyQuery(
            "test.copy",
            sql`select case when n = 3000 then pg_terminate_backend(pg_backend_pid()) end, repeat('x', 1000)
            from generate_series(1, 5000) n`,
          ),
        ),
      ),
    ),
  );
  expect(error).toMatchObject({ reason: "ConnectionLost", isRetryable: true });
});
