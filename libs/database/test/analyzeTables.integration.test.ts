import { conditions, trialConditions, trials } from "@trialflow/schema";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { Effect } from "effect";
import type postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { analyzeTables } from "../src/index.ts";

let database: TestDatabase;
let client: postgres.Sql;
beforeEach(async () => {
  database = await createTestDatabase();
  client = database.connect();
  // Only what the program itself asks for counts here.
  await client.unsafe(`alter table analytics.trials set (autovacuum_enabled = off);
    alter table analytics.trial_conditions set (autovacuum_enabled = off);
    alter table analytics.conditions set (autovacuum_enabled = off)`);
});
afterEach(() => client.end());

const analyze = (...tables: Parameters<typeof analyzeTables>[0]) =>
  Effect.runPromise(analyzeTables(tables).pipe(Effect.provide(database.layer)));

const insertTrials = (from: number, to: number) =>
  client.unsafe(`
    insert into analytics.trials (nct_id, brief_title, is_patient_registry, std_ages, _record_id, _rule_version)
    select 'NCT' || lpad(n::text, 8, '0'), repeat('A long title ', 20), false, '{}', n, 'rules' from generate_series(${from}::int, ${to}::int) n`);

const known = async (table: string) =>
  (await client`select attname from pg_stats where schemaname = 'analytics' and tablename = ${table} order by 1`).map(
    ({ attname }) => attname as string,
  );
const rowsOf = async (table: string) => {
  const [row] = await client`select reltuples::int as rows from pg_class where oid = ${table}::regclass`;
  return row?.["rows"] as number;
};

test("of a table that was filled the planner knows the rows, and the columns that joins and look-ups go by", async () => {
  await insertTrials(1, 2000);
  await client`insert into analytics.conditions select md5(n::text)::uuid, 'name ' || n from generate_series(1, 50) n`;
  await client`insert into analytics.trial_conditions select 'NCT' || lpad(n::text, 8, '0'), 1, md5('x' || n)::uuid, 'a', 'a', md5((n % 50 + 1)::text)::uuid from generate_series(1, 2000) n`;
  await analyze(trials, trialConditions, conditions);
  expect(await rowsOf("analytics.trials")).toBe(2000);
  expect(await known("trials")).toEqual(["nct_id", "overall_status", "start_date", "study_type"]);
  expect(await known("trial_conditions")).toEqual(["condition_id", "nct_id", "position"]);
  const plan = await client.unsafe<Array<Record<string, [{ Plan: { "Plan Rows": number } }]>>>(
    "explain (format json) select from analytics.trial_conditions join analytics.conditions using (condition_id) where condition_id = md5('7')::uuid",
  );
  expect(plan[0]?.["QUERY PLAN"]?.[0].Plan["Plan Rows"]).toBe(40);
});

test("few new rows leave the statistics as they are, many do not", async () => {
  await insertTrials(1, 2000);
  await analyze(trials);
  await insertTrials(2001, 2100);
  await analyze(trials);
  expect(await rowsOf("analytics.trials")).toBe(2000);
  await insertTrials(2101, 2400);
  await analyze(trials);
  expect(await rowsOf("analytics.trials")).toBe(2400);
});

test("a table whose rows are known and whose columns are not is looked at: a vacuum, or an index that is built, counts rows alone", async () => {
  await insertTrials(1, 2000);
  await client`vacuum analytics.trials`;
  expect(await rowsOf("analytics.trials")).toBe(2000);
  await analyze(trials);
  expect(await known("trials")).toContain("nct_id");
});

test("empty tables are left alone", async () => {
  await analyze(trials, conditions);
  expect(await rowsOf("analytics.trials")).toBe(-1);
});

test("of a partitioned table the partitions that are new are looked at, and all of it when much is new", async () => {
  const parts = pgSchema("analytics").table("parts", { id: integer(), cell: text() });
  await client.unsafe(`create table analytics.parts (id int primary key, cell text) partition by range (id);
    create table analytics.parts_0 partition of analytics.parts for values from (0) to (10000);
    create table analytics.parts_1 partition of analytics.parts for values from (10000) to (20000);
    alter table analytics.parts owner to dataops; alter table analytics.parts_0 owner to dataops; alter table analytics.parts_1 owner to dataops;
    insert into analytics.parts select n, repeat('x', 50) from generate_series(1, 9999) n`);
  await analyze(parts);
  expect([await known("parts"), await known("parts_0"), await known("parts_1")]).toEqual([["id"], ["id"], []]);
  await client`insert into analytics.parts select n, repeat('x', 50) from generate_series(10000, 10500) n`;
  await analyze(parts);
  expect(await known("parts_1")).toEqual(["id"]);
  expect(await rowsOf("analytics.parts")).toBe(9999);
  await client`insert into analytics.parts select n, repeat('x', 50) from generate_series(10501, 19999) n`;
  await analyze(parts);
  expect(await rowsOf("analytics.parts")).toBe(19_999);
});
