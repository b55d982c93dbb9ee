import { type Database, migrate } from "@trialflow/database";
import { createEmptyDatabase } from "@trialflow/testing";
import { Effect } from "effect";
import { expect, test } from "vitest";

const run = <A, E>(effect: Effect.Effect<A, E, Database>, database: Awaited<ReturnType<typeof createEmptyDatabase>>) =>
  Effect.runPromise(effect.pipe(Effect.provide(database.layer)));

const fingerprint = async (sql: ReturnType<Awaited<ReturnType<typeof createEmptyDatabase>>["connect"]>) =>
  sql`select n.nspname, c.relname, c.relkind, c.relacl::text, pg_get_userbyid(c.relowner) as owner
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('raw', 'staging', 'analytics', 'ops', 'migrations') order by 1, 2`;

test("migrating three times is the same as migrating once", async () => {
  const database = await createEmptyDatabase();
  const first = await run(migrate("1", "me"), database);
  expect(first.appliedCount).toBeGreaterThan(0);
  const sql = database.connect();
  const before = await fingerprint(sql);
  expect((await run(migrate("1", "me"), database)).appliedCount).toBe(0);
  expect((await run(migrate("1", "me"), database)).appliedCount).toBe(0);
  expect(await fingerprint(sql)).toEqual(before);
  expect((await sql`select count(*)::int as n from ops.audit_log where act = 'migrate'`)[0]?.["n"]).toBe(1);
  await sql.end();
});

test("eight migrations at once leave one migrated database", async () => {
  const database = await createEmptyDatabase();
  const reports = await Promise.all(Array.from({ length: 8 }, () => run(migrate("1", "me"), database)));
  expect(reports.filter((report) => report.appliedCount > 0)).toHaveLength(1);
});

test("the schemas belong to dataops", async () => {
  const database = await createEmptyDatabase();
  await run(migrate("1", "me"), database);
  const sql = database.connect();
  const owners = await fingerprint(sql);
  expect(new Set(owners.map((row) => row["owner"]))).toEqual(new Set(["dataops"]));
  await sql.end();
});

test("a database that a newer program migrated is refused and left alone", async () => {
  const database = await createEmptyDatabase();
  await run(migrate("1", "me"), database);
  const sql = database.connect();
  await sql`insert into migrations.applied (hash, created_at) values ('from-the-future', 99999999999999)`;
  const error = await run(Effect.flip(migrate("1", "me")), database);
  expect(error.reason).toBe("DatabaseIsNewer");
  expect(error.message).toContain("1 migration(s) that this program does not know");
  await sql.end();
});
