import {
  conditions,
  phases,
  trialChanges,
  trialConditions,
  trialPhases,
  trialRecords,
  trials,
  trialVersions,
} from "@trialflow/schema";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { sql } from "drizzle-orm";
import { integer, type PgTable, pgSchema } from "drizzle-orm/pg-core";
import { Effect, Stream } from "effect";
import type postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyTable, Database, writeInBulk } from "../../src/index.ts";

let database: TestDatabase;
let client: postgres.Sql;
beforeEach(async () => {
  database = await createTestDatabase();
  client = database.connect();
});
afterEach(() => client.end({ timeout: 1 }));

const tables: ReadonlyArray<PgTable> = [
  trials,
  trialConditions,
  trialPhases,
  trialRecords,
  trialVersions,
  trialChanges,
];

const run = <A, E>(program: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(program.pipe(Effect.provide(database.layer)));

/** Runs a body as the publishing step does: in a transaction without the owner's rights. */
const asTransformer = <A, E>(body: Effect.Effect<A, E, Database>) =>
  run(
    Effect.flatMap(Database, ({ transaction }) =>
      transaction({ operation: "test", role: "trialflow_transformer" }, body),
    ),
  );

const execute = (...statements: ReadonlyArray<string>) =>
  Effect.flatMap(Database, ({ query }) => query("test.write", (db) => db.execute(sql.raw(statements.join(";")))));

const insertRecord = (record: number, nctId: string) => `
insert into analytics.trial_records (nct_id, brief_title, is_patient_registry, std_ages, _record_id, _rule_version)
values ('${nctId}', 'A trial', false, '{}', ${record}, '1')`;
const insertVersion = (record: number, nctId: string) => `
insert into analytics.trial_versions values ('${nctId}', 1, 'appeared', '2020-01-01', null, '2020-01-01', ${record}, 1)`;

/** All that the catalog says of the tables' constraints and indexes; without the numbers of the objects, which change. */
const definitions = async () =>
  client`
    select 'constraint' as kind, conrelid::regclass::text as of_table, conname as name,
           pg_get_constraintdef(oid) || ' ' || convalidated || ' ' || coalesce(obj_description(oid, 'pg_constraint'), '') as definition
    from pg_constraint where connamespace = 'analytics'::regnamespace
    union all
    select 'index', indrelid::regclass::text, indexrelid::regclass::text,
           concat_ws(' ', pg_get_indexdef(indexrelid), indisprimary, indisunique, indisvalid, indisclustered, indisreplident, obj_description(indexrelid, 'pg_class'))
    from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'analytics'::regnamespace
    union all
    select 'column', attrelid::regclass::text, attname, attnotnull::text
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'analytics'::regnamespace and relkind = 'r' and attnum > 0
    order by 1, 2, 3`;

/** Numbers of the constraints and indexes: they stay when nothing is built again. */
const objects = async () => client`select oid from pg_constraint union all select indexrelid from pg_index order by 1`;

const indexCount = Effect.flatMap(Database, ({ query }) =>
  Effect.map(
    query("test.count", (db) =>
      db.execute<{ found: number }>(sql`
        select count(*)::int as found from pg_index
        where indrelid in ('analytics.trial_records'::regclass, 'analytics.trial_versions'::regclass)`),
    ),
    ([row]) => row?.found,
  ),
);

test("empty tables are filled without indexes and constraints, which come back as they were", async () => {
  await client`comment on constraint trial_versions_record_fk on analytics.trial_versions is 'what it''s for'`;
  await client`comment on index analytics.trial_versions_valid_from_index is 'by time'`;
  await client`create index marked on analytics.trial_records (overall_status)`;
  await client`alter table analytics.trial_records cluster on marked`;
  const before = await definitions();
  const during = await asTransformer(
    writeInBulk(
      tables,
      Effect.gen(function* () {
        const indexes = yield* indexCount;
        // The version refers to a record that comes later: no constraint looks at it row by row.
        yield* execute(insertVersion(1, "NCT00000001"), insertRecord(1, "NCT00000001"));
        return indexes;
      }),
    ),
  );
  expect(during).toBe(1);
  expect(await definitions()).toEqual(before);
  expect(before.length).toBeGreaterThan(100);
  expect(await client`select nct_id, _record_id::int from analytics.trial_versions`).toMatchObject([
    { nct_id: "NCT00000001", _record_id: 1 },
  ]);
});

test("afterwards the constraints count again", async () => {
  await asTransformer(writeInBulk(tables, execute(insertRecord(1, "NCT00000001"))));
  await expect(client.unsafe(insertRecord(1, "NCT00000002"))).rejects.toMatchObject({ code: "23505" });
  await expect(client.unsafe(insertVersion(2, "NCT00000002"))).rejects.toMatchObject({ code: "23503" });
});

test("tables of which one has a row are written as they are", async () => {
  await client.unsafe(insertRecord(1, "NCT00000001"));
  const before = await objects();
  const during = await asTransformer(
    writeInBulk(tables, Effect.andThen(execute(insertVersion(1, "NCT00000001")), indexCount)),
  );
  expect(during).toBe(6);
  expect(await objects()).toEqual(before);
  expect(await client`select count(*)::int as rows from analytics.trial_records`).toMatchObject([{ rows: 1 }]);
});

test.each([
  ["a reference to nothing", [insertVersion(7, "NCT00000001")], "23503"],
  ["two rows with one key", [insertRecord(1, "NCT00000001"), insertRecord(1, "NCT00000002")], "23505"],
  ["a value that a check refuses", [insertRecord(1, "NCT1")], "23514"],
])("%s is refused, and leaves the tables as they were", async (_, statements, sqlState) => {
  const before = await definitions();
  const existing = await objects();
  const outcome = asTransformer(writeInBulk(tables, execute(...statements)));
  await expect(outcome).rejects.toMatchObject({ reason: "ConstraintViolated", sqlState });
  expect(await definitions()).toEqual(before);
  expect(await objects()).toEqual(existing);
  expect(await client`select count(*)::int as rows from analytics.trial_records`).toMatchObject([{ rows: 0 }]);
});

test("a body that fails leaves the tables as they were", async () => {
  const existing = await objects();
  const body = Effect.andThen(execute(insertRecord(1, "NCT00000001")), Effect.fail("no" as const));
  await expect(asTransformer(writeInBulk(tables, body))).rejects.toThrow("no");
  expect(await objects()).toEqual(existing);
});

test("the body has the rights of the transaction around it, not those of the owner", async () => {
  const outcome = asTransformer(writeInBulk(tables, execute("truncate analytics.trial_versions")));
  await expect(outcome).rejects.toMatchObject({ sqlState: "42501" });
});

test("the planner knows afterwards what was written, also when it knew something else before", async () => {
  await client.unsafe(insertRecord(1, "NCT00000001"));
  await client`analyze analytics.trial_records`;
  await client`delete from analytics.trial_records`;
  const many = Array.from({ length: 100 }, (_, n) => insertRecord(n, `NCT${String(n).padStart(8, "0")}`));
  await asTransformer(writeInBulk([trialRecords, trialVersions], execute(...many)));
  const [known] = await client`
    select reltuples::int as rows, histogram_bounds is not null as is_spread from pg_class join pg_stats on tablename = relname
    where oid = 'analytics.trial_records'::regclass and attname = 'nct_id'`;
  expect(known).toMatchObject({ rows: 100, is_spread: true });
});

test("a session that reads one of the tables is not disturbed: the rows are written one by one", async () => {
  const existing = await objects();
  const reader = await client.reserve();
  await reader.unsafe("begin; select count(*) from analytics.trial_versions");
  await asTransformer(writeInBulk(tables, execute(insertRecord(1, "NCT00000001"))));
  expect(await reader`select count(*)::int as rows from analytics.trial_records`).toMatchObject([{ rows: 1 }]);
  await reader.unsafe("commit");
  reader.release();
  expect(await objects()).toEqual(existing);
});

test("rows that another session has written and not committed yet are kept", async () => {
  const writer = await client.reserve();
  await writer.unsafe(`begin; ${insertRecord(1, "NCT00000001")}`);
  const bulk = asTransformer(writeInBulk(tables, execute(insertRecord(2, "NCT00000002"))));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await writer.unsafe("commit");
  writer.release();
  await bulk;
  expect(await client`select _record_id::int as record from analytics.trial_records order by 1`).toMatchObject([
    { record: 1 },
    { record: 2 },
  ]);
});

test("a session that began earlier sees the rows that were there, also when they are deleted before the tables are filled", async () => {
  await client.unsafe(insertRecord(1, "NCT00000001"));
  const reader = await client.reserve();
  await reader.unsafe("begin isolation level repeatable read; select count(*) from analytics.sponsors");
  await asTransformer(
    Effect.andThen(
      execute("delete from analytics.trial_records"),
      writeInBulk([trialRecords, trialVersions], execute(insertRecord(2, "NCT00000002"))),
    ),
  );
  const records = `select _record_id::int as record from analytics.trial_records`;
  expect(await reader.unsafe(records)).toMatchObject([{ record: 1 }]);
  await reader.unsafe("commit");
  reader.release();
  expect(await client.unsafe(records)).toMatchObject([{ record: 2 }]);
});

test("tables that were never written become new to the transaction, so that what is written need not be logged", async () => {
  const file = () => client`select pg_relation_filenode('analytics.trial_records') as node`;
  const before = await file();
  await asTransformer(writeInBulk([trialRecords, trialVersions], execute(insertRecord(1, "NCT00000001"))));
  expect(await file()).not.toEqual(before);
});

test("what COPY writes to a table that is new to the transaction is frozen; to another one it is not", async () => {
  const named = (name: string) => copyTable(conditions, Stream.make([{ condition_id: crypto.randomUUID(), name }]));
  const visiblePages = async () => {
    await client`analyze analytics.conditions`;
    const [row] =
      await client`select relallvisible as pages from pg_class where oid = 'analytics.conditions'::regclass`;
    return row?.pages;
  };
  await asTransformer(writeInBulk([conditions], named("Asthma")));
  expect(await visiblePages()).toBe(1);
  await asTransformer(writeInBulk([conditions], named("Gout")));
  expect(await visiblePages()).toBe(0);
  expect(await client`select name from analytics.conditions order by name`).toMatchObject([
    { name: "Asthma" },
    { name: "Gout" },
  ]);
});

test("a table to which others refer is filled in bulk as well", async () => {
  const before = await definitions();
  await asTransformer(
    writeInBulk(
      [conditions, phases],
      execute("insert into analytics.conditions values ('00000000-0000-0000-0000-000000000001', 'Asthma')"),
    ),
  );
  expect(await definitions()).toEqual(before);
});

test("what a view depends on stays", async () => {
  await client.unsafe(
    "create view analytics.grouped as select nct_id, brief_title from analytics.trials group by nct_id",
  );
  const before = await definitions();
  await asTransformer(writeInBulk(tables, execute(insertRecord(1, "NCT00000001"))));
  expect(await definitions()).toEqual(before);
});

test("a partitioned table is refused, also as a partition", async () => {
  await client.unsafe(`create table analytics.parts (id int) partition by range (id);
    create table analytics.part partition of analytics.parts default;
    alter table analytics.parts owner to dataops; alter table analytics.part owner to dataops`);
  const schema = pgSchema("analytics");
  for (const name of ["parts", "part"]) {
    const outcome = run(
      Effect.flatMap(Database, ({ transaction }) =>
        transaction({ operation: "test" }, writeInBulk([schema.table(name, { id: integer() })], Effect.void)),
      ),
    );
    await expect(outcome).rejects.toThrow(`analytics.${name} has or is a partition`);
  }
});

test("outside of a transaction nothing is done", async () => {
  await expect(run(writeInBulk(tables, Effect.void))).rejects.toThrow("writeInBulk needs a transaction");
});
