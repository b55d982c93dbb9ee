import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { beforeAll, expect, test } from "vitest";
import { Database } from "../src/index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});

const run = <A, E>(program: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(program.pipe(Effect.provide(database.layer)));

const whoAmI = Effect.flatMap(Database, ({ query }) =>
  Effect.map(
    query("test.who", (db) => db.execute<{ role: string }>(sql`select current_user::text as role`)),
    ([row]) => row?.role,
  ),
);

const as = <A, E, R>(role: "trialflow_loader" | "trialflow_transformer" | "analytics", body: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Database, ({ transaction }) => transaction({ operation: "test", role }, body));

test("a transaction inside another has its own role, and the outer one's counts again afterwards", async () => {
  const roles = await run(
    as(
      "trialflow_transformer",
      Effect.gen(function* () {
        const before = yield* whoAmI;
        const nested = yield* as(
          "trialflow_loader",
          Effect.all([whoAmI, as("analytics", whoAmI), whoAmI, as("trialflow_loader", whoAmI)]),
        );
        return [before, ...nested, yield* whoAmI];
      }),
    ),
  );
  expect(roles).toEqual([
    "trialflow_transformer",
    "trialflow_loader",
    "analytics",
    "trialflow_loader",
    "trialflow_loader",
    "trialflow_transformer",
  ]);
});

test("a transaction inside one without a role gives the user's own rights back", async () => {
  const outside = await run(whoAmI);
  const inside = await run(
    Effect.flatMap(Database, ({ transaction }) =>
      transaction({ operation: "test" }, Effect.andThen(as("analytics", whoAmI), whoAmI)),
    ),
  );
  expect(inside).toBe(outside);
});

test("what fails inside, and is caught outside, leaves the outer transaction with its role", async () => {
  const role = await run(
    as(
      "trialflow_transformer",
      Effect.andThen(Effect.ignore(as("trialflow_loader", Effect.fail("no" as const))), whoAmI),
    ),
  );
  expect(role).toBe("trialflow_transformer");
});

test("rights are those of the inner role: what only the outer one may do is refused", async () => {
  const outcome = run(
    as(
      "trialflow_transformer",
      as(
        "trialflow_loader",
        Effect.flatMap(Database, ({ query }) =>
          query("test.delete", (db) => db.execute(sql`delete from analytics.trials`)),
        ),
      ),
    ),
  );
  await expect(outcome).rejects.toMatchObject({ sqlState: "42501" });
});

test("both have the same fate", async () => {
  const written = Effect.flatMap(Database, ({ query }) =>
    query("test.insert", (db) =>
      db.execute(sql`insert into ops.source_states (source) values (${"joined"}) returning source`),
    ),
  );
  await run(
    Effect.ignore(as("trialflow_transformer", Effect.andThen(as("trialflow_loader", written), Effect.fail("undo")))),
  );
  const client = database.connect();
  expect(await client`select * from ops.source_states`).toHaveLength(0);
  await run(as("trialflow_transformer", as("trialflow_loader", written)));
  expect(await client`select source from ops.source_states`).toMatchObject([{ source: "joined" }]);
  await client.end();
});
