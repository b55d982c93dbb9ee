import { createEmptyDatabase } from "@trialflow/testing";
import { Effect, Redacted } from "effect";
import { expect, test } from "vitest";
import { createMissingDatabase, Database, migrate } from "../src/index.ts";

const name = () => `created_${Math.random().toString(36).slice(2, 10)}`;

test("a database that is missing is created once, also when two ask for it at a time", async () => {
  const own = await createEmptyDatabase();
  const wanted = name();
  const created = await Effect.runPromise(
    Effect.all([createMissingDatabase(wanted), createMissingDatabase(wanted)], { concurrency: 2 }).pipe(
      Effect.provide(own.layer),
    ),
  );
  expect([...created].sort()).toEqual([false, true]);
  const sql = own.connect();
  expect(await sql`select 1 from pg_database where datname = ${wanted}`).toHaveLength(1);
  await sql.unsafe(`drop database ${wanted}`);
  await sql.end();
});

test("a login that may not create databases is told what an administrator has to run", async () => {
  const own = await createEmptyDatabase();
  await Effect.runPromise(migrate("1.0.0", "me").pipe(Effect.provide(own.layer)));
  const sql = own.connect();
  const login = name();
  await sql.unsafe(`create role ${login} login password 'secret' in role dataops`);
  const url = new URL(own.url);
  url.username = login;
  url.password = "secret";
  const refused = Effect.runPromise(
    createMissingDatabase(name()).pipe(Effect.provide(Database.layerUrl(Redacted.make(url.href)))),
  );
  await expect(refused).rejects.toMatchObject({ reason: "InsufficientPrivilege" });
  await expect(refused).rejects.toThrow(/create database "created_/);
  await sql.unsafe(`drop role ${login}`);
  await sql.end();
});
