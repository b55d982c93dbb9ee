import { createHash } from "node:crypto";
import { appendAudit, Database } from "@trialflow/database";
import { readTableContents, type TableContents } from "@trialflow/transform";
import { Effect } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  compareReleases,
  createRelease,
  defaultSource,
  readReleases,
  verifyEvidence,
  verifyRelease,
} from "../../src/index.ts";
import { csv, trial, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
let sql: postgres.Sql;
let tables: ReadonlyArray<string>;

const rich = trial(20, {
  conditions: "Fever|Sjögren ≥ 2",
  interventions: "Drug: A|Drug: B",
  locations: "Oslo, Norway|Paris, France",
  phases: "Phase 1|Phase 2",
});

beforeAll(async () => {
  pipeline = await createTestPipeline();
  sql = pipeline.connect();
  await pipeline.ingest([writeInput(pipeline, "first.csv", csv([...trials(19), rich]))]);
  await pipeline.ingest([
    writeInput(
      pipeline,
      "second.csv",
      csv([...trials(18), trial(19, { title: "Another title", enrollment: "7" }), rich]),
    ),
  ]);
  const found = await sql`
    select relname from pg_class where relnamespace = 'analytics'::regnamespace and relkind = 'r' order by relname`;
  tables = found.map(({ relname }) => relname);
});
afterAll(() => sql.end());

const sha256 = (...parts: ReadonlyArray<Uint8Array>) => createHash("sha256").update(Buffer.concat(parts)).digest();

const newestContents = async (): Promise<TableContents> => {
  const [entry] = await sql`
    select details->'contents' as contents from ops.audit_log where details ? 'contents' order by entry_id desc limit 1`;
  return entry?.["contents"];
};

const findingsNow = async () => {
  const { findings } = await pipeline.run(verifyEvidence([]));
  return findings.map(({ kind, place }) => [kind, place]);
};

/** Runs statements on a copy of a table that has no constraint, and tells the copy's content before and after each. */
const contentsOfCopy = async (table: string, statements: ReadonlyArray<string>) => {
  const contents: Array<string> = [];
  const undo = new Error("undone");
  await sql
    .begin(async (tx) => {
      await tx.unsafe(`create table analytics.copied as table analytics.${table}`);
      await tx.unsafe("grant select on analytics.copied to public");
      // A table that the files of this test leave empty has a row without values.
      await tx.unsafe(
        "do $$ begin if not exists (select from analytics.copied) then insert into analytics.copied default values; end if; end $$",
      );
      const add = async () => {
        const [row] = await tx`select row_count, content_hash from ops.table_content('copied', null, 'trials')`;
        expect(row?.["content_hash"]).toMatch(/^[0-9a-f]{64}$/);
        contents.push(`${row?.["row_count"]} ${row?.["content_hash"]}`);
      };
      await add();
      for (const statement of statements) {
        await tx.unsafe("savepoint as_it_was");
        await tx.unsafe(statement);
        await add();
        await tx.unsafe("rollback to as_it_was");
      }
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return contents;
};

const columnsOf = async (table: string) =>
  (
    await sql`
      select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${`analytics.${table}`}::regclass and attnum > 0 and not attisdropped order by attnum`
  ).map(({ name, type }) => ({ name: String(name), type: String(type) }));

/** Another value of each type that analytics has; a type that is not here fails the test: its binary form must be looked at first. */
const others: Readonly<Record<string, (name: string) => string>> = {
  text: (name) => `coalesce(${name} || ' ', 'a')`,
  character: () => "'ZZ'",
  integer: (name) => `coalesce(${name} + 1, 0)`,
  bigint: (name) => `coalesce(${name} + 1, 0)`,
  smallint: (name) => `coalesce(${name} + 1, 0)`,
  numeric: (name) => `coalesce(${name} + 0.1, 0)`,
  boolean: (name) => `not coalesce(${name}, false)`,
  date: (name) => `coalesce(${name} + 1, '2000-01-01')`,
  uuid: () => "gen_random_uuid()",
  bytea: (name) => `coalesce(${name}, '') || '\\x00'`,
  "timestamp with time zone": (name) => `coalesce(${name} + interval '1 microsecond', '2000-01-01Z')`,
  "text[]": (name) => `coalesce(${name} || 'a'::text, array['a'])`,
};

const one = "ctid = (select min(ctid) from analytics.copied)";

test("every table of analytics is written down by the scheme of trials", async () => {
  const contents = await newestContents();
  expect(Object.keys(contents).toSorted()).toEqual(tables);
  expect(new Set(Object.values(contents).map(({ scheme }) => scheme))).toEqual(new Set(["trials"]));
});

test("any changed, emptied, added or removed cell or row of any table changes its content, and another order of its rows, read back from text, does not", async () => {
  expect(tables).toHaveLength(20);
  for (const table of tables) {
    const columns = await columnsOf(table);
    const [asItIs, sameRows, ...changed] = await contentsOfCopy(table, [
      `create temp table kept as table analytics.copied; delete from analytics.copied;
       insert into analytics.copied select (kept::text::analytics.copied).* from kept order by random(); drop table kept`,
      `delete from analytics.copied where ${one}`,
      `insert into analytics.copied select * from analytics.copied where ${one}`,
      ...columns.map(({ name, type }) => {
        const other = others[type];
        if (other === undefined) throw new Error(`${table}.${name} is of type ${type}`);
        return `update analytics.copied set ${name} = ${other(name)} where ${one}`;
      }),
    ]);
    expect(sameRows).toBe(asItIs);
    expect(changed).toHaveLength(columns.length + 2);
    expect(new Set([asItIs, ...changed]).size, table).toBe(changed.length + 1);
  }
});

test("NULL is neither empty text nor an empty list, and no cell runs into the next", async () => {
  const text = `update analytics.copied set (name, name_raw) =`;
  const columns = (await columnsOf("trial_conditions")).filter(({ type }) => type === "text").map(({ name }) => name);
  const [first, second] = columns.filter((name) => name !== "nct_id");
  expect(second).toBeDefined();
  const set = (a: string, b: string) =>
    `${text.replace("name, name_raw", `${first}, ${second}`)} (${a}, ${b}) where ${one}`;
  const contents = await contentsOfCopy("trial_conditions", [
    set("null", "''"),
    set("''", "null"),
    set("null", "null"),
    set("''", "''"),
    set("'ab'", "'c'"),
    set("'a'", "'bc'"),
    set("'NULL'", "null"),
  ]);
  expect(new Set(contents).size).toBe(contents.length);
});

test("cells and rows that change places between trials or within one change the content", async () => {
  const swap = (column: string) =>
    `update analytics.copied c set ${column} = o.${column} from (select a.ctid as place, b.${column} from analytics.copied a, analytics.copied b
       where (a.nct_id, b.nct_id) in (('NCT90000001', 'NCT90000020'), ('NCT90000020', 'NCT90000001')) and a.position = 1 and b.position = 1) o
     where c.ctid = o.place`;
  const contents = await contentsOfCopy("trial_conditions", [
    swap("nct_id"),
    swap("id"),
    swap("name"),
    "update analytics.copied set position = 3 - position where nct_id = 'NCT90000020'",
    "update analytics.copied set nct_id = 'NCT90000002' where nct_id = 'NCT90000001'",
  ]);
  expect(new Set(contents).size).toBe(contents.length);
});

test("a table's content does not depend on the settings of who asks", async () => {
  const ask = (...settings: ReadonlyArray<string>) =>
    sql.begin(async (tx) => {
      for (const setting of settings) await tx.unsafe(`set local ${setting}`);
      return (await tx`select * from ops.table_contents((
        select jsonb_object_agg(relname, '{"columns": null, "scheme": "trials"}'::jsonb) from pg_class
        where relnamespace = 'analytics'::regnamespace and relkind = 'r')) order by table_name`) as ReadonlyArray<unknown>;
    });
  const workersLaunched = async () => {
    await sql`select pg_stat_force_next_flush()`;
    const [row] = await sql`
      select parallel_workers_launched::int as workers from pg_stat_database where datname = current_database()`;
    return row?.["workers"];
  };
  const asItIs = await ask();
  expect(asItIs).toHaveLength(20);
  expect(
    await ask(
      "timezone = 'Asia/Tokyo'",
      "datestyle = 'German'",
      "bytea_output = 'escape'",
      "intervalstyle = 'iso_8601'",
    ),
  ).toEqual(asItIs);
  expect(await ask("enable_sort = off", "enable_indexscan = off", "work_mem = '64kB'")).toEqual(asItIs);
  expect(await ask("client_encoding = 'LATIN1'")).toEqual(asItIs);
  const before = await workersLaunched();
  expect(
    await ask(
      "client_encoding = 'LATIN1'",
      "parallel_setup_cost = 0",
      "parallel_tuple_cost = 0",
      "min_parallel_table_scan_size = 0",
      "min_parallel_index_scan_size = 0",
    ),
  ).toEqual(asItIs);
  expect(await workersLaunched()).toBeGreaterThan(before);
});

test("the hash of a table is what its definition says, computed by another program", async () => {
  const contents = await newestContents();
  const { columns = [], ...conditions } = contents["trial_conditions"] ?? {};
  const rows = await sql.unsafe(
    `select nct_id, record_send(row(${columns.join(", ")})) as bytes from analytics.trial_conditions order by nct_id, position`,
  );
  const byTrial = Map.groupBy(rows, ({ nct_id }) => nct_id as string);
  const hashes = [...byTrial.values()].map((entries) => sha256(...entries.map(({ bytes }) => bytes)));
  expect(conditions).toMatchObject({ rows: rows.length, sha256: sha256(...hashes).toString("hex") });
  const countries = await sql`select record_send(row(country_code, name)) as bytes from analytics.countries`;
  expect(contents["countries"]?.sha256).toBe(
    sha256(...countries.map(({ bytes }) => sha256(bytes)).sort(Buffer.compare)).toString("hex"),
  );
});

test("a scheme that is not known leaves no hash, and the rows", async () => {
  const [row] = await sql`select row_count::int, content_hash from ops.table_content('trials', null, 'other')`;
  expect(row).toEqual({ row_count: 20, content_hash: null });
});

describe("what was written down by the first scheme", () => {
  beforeAll(async () => {
    const wanted = Object.fromEntries(tables.map((name) => [name, { columns: null }]));
    await pipeline.run(
      Effect.gen(function* () {
        const contents = yield* readTableContents(wanted);
        yield* Effect.flatMap(Database, (database) =>
          database.transaction(
            { operation: "test.earlier_version", role: "trialflow_transformer" },
            appendAudit({
              act: "publish",
              subject: "load 2",
              runId: null,
              osUser: "tester",
              programVersion: "0.1.0",
              reason: null,
              details: { contents },
              contentHash: null,
            }),
          ),
        );
      }),
    );
    await pipeline.run(createRelease({ name: "earlier", source: defaultSource, reason: null }));
  });

  test("is verified as it was computed then, and is what its definition says", async () => {
    expect(await findingsNow()).toEqual([]);
    expect((await pipeline.run(verifyRelease("earlier", defaultSource))).findings).toEqual([]);
    const content = (await newestContents())["trial_conditions"];
    expect(content).toBeDefined();
    expect(content).not.toHaveProperty("scheme");
    const texts = await sql.unsafe(
      `select row(${content?.columns.join(", ")})::text as text from analytics.trial_conditions`,
    );
    const hashes = texts.map(({ text }) => sha256(Buffer.from(text))).sort(Buffer.compare);
    expect(texts).toHaveLength(content?.rows ?? 0);
    expect(sha256(...hashes).toString("hex")).toBe(content?.sha256);
  });

  test("still shows a tampered cell", async () => {
    await sql`update analytics.trial_outcomes set measure = measure || '!' where nct_id = 'NCT90000001'`;
    expect(await findingsNow()).toEqual([["table_content", "analytics.trial_outcomes"]]);
    expect((await pipeline.run(verifyRelease("earlier", defaultSource))).findings).toMatchObject([
      { place: "analytics.trial_outcomes" },
    ]);
    await sql`update analytics.trial_outcomes set measure = rtrim(measure, '!') where nct_id = 'NCT90000001'`;
    expect(await findingsNow()).toEqual([]);
  });

  test("is computed anew by the next publication, of the tables that it does not write as well", async () => {
    await pipeline.ingest([
      writeInput(pipeline, "third.csv", csv([...trials(18), trial(19, { title: "A third" }), rich])),
    ]);
    const contents = await newestContents();
    expect(new Set(Object.values(contents).map(({ scheme }) => scheme))).toEqual(new Set(["trials"]));
    expect(await findingsNow()).toEqual([]);
    await sql`update analytics.trial_outcomes set measure = measure || '!' where nct_id = 'NCT90000001'`;
    expect(await findingsNow()).toEqual([["table_content", "analytics.trial_outcomes"]]);
    await sql`update analytics.trial_outcomes set measure = rtrim(measure, '!') where nct_id = 'NCT90000001'`;
  });

  test("goes on to be verified in its release, which cannot be told from one by the other scheme where rows are as many", async () => {
    const findings = (await pipeline.run(verifyRelease("earlier", defaultSource))).findings.map(({ place }) => place);
    expect(findings).toContain("analytics.trials");
    expect(findings).not.toContain("analytics.trial_outcomes");
    await pipeline.run(createRelease({ name: "later", source: defaultSource, reason: null }));
    const [before, after] = await pipeline.run(readReleases);
    if (before === undefined || after === undefined) throw new Error("expected two releases");
    const difference = compareReleases(before, after).tables;
    expect(difference.find(({ table }) => table === "trial_versions")).toMatchObject({ isSame: false });
    expect(difference.find(({ table }) => table === "trials")).toMatchObject({
      isSame: null,
      after: { scheme: "trials" },
    });
    expect(compareReleases(after, after).tables.every(({ isSame }) => isSame === true)).toBe(true);
    expect((await pipeline.run(verifyRelease("later", defaultSource))).findings).toEqual([]);
    expect(await findingsNow()).toEqual([]);
  });
});
