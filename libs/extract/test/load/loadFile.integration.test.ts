import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect } from "effect";
import { beforeAll, expect, test } from "vitest";
import { archiveFile, type LoadRequest, loadFile } from "../../src/index.ts";
import { renewContentHash } from "../../src/load/rescueStatements.ts";

const runId = "00000000-0000-4000-8000-000000000001";

const startRun = (database: TestDatabase) => {
  const sql = database.connect();
  return sql`insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments)
    values (${runId}, 'test', 'running', now(), '1', 'me', 'here', '{}')`.then(() => sql);
};

const row = (cells: Partial<Record<keyof typeof ctgovLegacyCsv.columns, string>>) =>
  ctgovLegacyCsv.columnNames.map((name) => `"${(cells[name] ?? "").replaceAll('"', '""')}"`).join(",");
const header = ctgovLegacyCsv.columnNames.map((name) => `"${ctgovLegacyCsv.columns[name].header}"`).join(",");
const trial = (number: number, title = `Trial ${number}`, rank = number) =>
  row({
    rank: String(rank),
    nct_number: `NCT${String(number).padStart(8, "0")}`,
    title,
    status: "Recruiting",
    conditions: "COVID-19",
    study_type: "Observational",
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trialflow-load-"));
});

const load = async (
  database: TestDatabase,
  rows: ReadonlyArray<string>,
  previousLoadId: number | null,
  { name = "a.csv", extent = "snapshot" }: { readonly name?: string; readonly extent?: LoadRequest["extent"] } = {},
) => {
  const path = join(folder, name);
  await writeFile(path, `${header}\n${rows.join("\n")}\n`);
  return Effect.runPromise(
    Effect.gen(function* () {
      const file = yield* archiveFile(path, join(folder, "archive"));
      const request: LoadRequest = {
        runId,
        source: "test",
        origin: "file",
        extent,
        uri: path,
        fileName: name,
        snapshotDate: null,
        file,
        previousLoadId,
        onRows: () => Effect.void,
      };
      const database = yield* Database;
      return yield* database.transaction({ operation: "test", role: "trialflow_loader" }, loadFile(request));
    }).pipe(Effect.provide(database.layer)),
  );
};

test("every row of a file is counted once and can be found again", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  const first = await load(
    database,
    [trial(1), trial(2), trial(3), trial(2), trial(3, "Another title"), row({ title: "without id" }), "1,2,3"],
    null,
  );
  expect(first).toMatchObject({
    loadId: 1,
    read: 7,
    new: 3,
    changed: 0,
    unchanged: 0,
    duplicate: 1,
    rejected: 3,
    vanished: 0,
  });
  expect(
    (await sql`select scope, reason_code, line_number::int, raw_text from ops.rejects order by row_number`).map(
      (r) => ({ ...r }),
    ),
  ).toEqual([
    { scope: "record", reason_code: "conflicting_duplicate", line_number: 6, raw_text: "NCT00000003" },
    { scope: "record", reason_code: "invalid_nct_id", line_number: 7, raw_text: "" },
    { scope: "file_row", reason_code: "too_few_cells", line_number: 8, raw_text: "1,2,3" },
  ]);
  const second = await load(database, [trial(1), trial(2, "Changed title"), trial(4)], 1);
  expect(second).toMatchObject({
    loadId: 2,
    read: 3,
    new: 1,
    changed: 1,
    unchanged: 1,
    duplicate: 0,
    rejected: 0,
    vanished: 1,
  });
  const [versions] = await sql`select count(*)::int as n from raw.ctgov_legacy_csv`;
  expect(versions?.["n"]).toBe(7);
  await sql.end();
});

test("the same rows in another order and with other ranks write nothing", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  await load(database, [trial(1), trial(2), trial(2), "broken"], null);
  const again = await load(database, ["broken", trial(2, "Trial 2", 7), trial(1, "Trial 1", 8), trial(2)], 1);
  expect(again).toMatchObject({ loadId: null, read: 4, new: 0, changed: 0, unchanged: 2, duplicate: 1, rejected: 1 });
  expect((await sql`select count(*)::int as n from ops.loads`)[0]?.["n"]).toBe(1);
  expect((await sql`select count(*)::int as n from raw.ctgov_legacy_csv_rows`)[0]?.["n"]).toBe(3);
  await sql.end();
});

test("a version that comes back is not stored again", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  await load(database, [trial(1, "A")], null);
  await load(database, [trial(1, "B")], 1);
  const back = await load(database, [trial(1, "A"), trial(2)], 2);
  expect(back).toMatchObject({ loadId: 3, new: 1, changed: 1 });
  expect(
    (await sql`select _record_id::int as id, title from raw.ctgov_legacy_csv order by 1`).map((r) => ({ ...r })),
  ).toEqual([
    { id: 1, title: "A" },
    { id: 2, title: "B" },
    { id: 4, title: "Trial 2" },
  ]);
  await sql.end();
});

test("of equal rows that bring a new version one is stored, and a row that contradicts them keeps its own", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  await load(database, [trial(1)], null);
  const second = await load(database, [trial(1, "B"), trial(2), trial(1, "B"), trial(1), trial(1, "C")], 1);
  expect(second).toMatchObject({ new: 1, changed: 1, unchanged: 0, duplicate: 1, rejected: 2, vanished: 0 });
  const rows = await sql`select row_number::int as row, disposition, record_id::int as id
    from raw.ctgov_legacy_csv_rows where load_id = 2 order by 1`;
  expect(rows.map((r) => ({ ...r }))).toEqual([
    { row: 1, disposition: "changed", id: 2 },
    { row: 2, disposition: "new", id: 3 },
    { row: 3, disposition: "duplicate", id: 2 },
    { row: 4, disposition: "rejected", id: 1 },
    { row: 5, disposition: "rejected", id: 6 },
  ]);
  await sql.end();
});

/** What the load's hash is when the server makes it of what stands in raw and in the quarantine. */
const storedHash = async (database: TestDatabase, loadId: number) => {
  await Effect.runPromise(
    Effect.flatMap(Database, (found) => found.query("test", (db) => db.execute(renewContentHash(loadId)))).pipe(
      Effect.provide(database.layer),
    ),
  );
  const sql = database.connect();
  const [found] = await sql`select content_hash from ops.loads where load_id = ${loadId}`;
  await sql.end();
  return found?.["content_hash"];
};

test("after a row that the content before has, an equal one is a duplicate and another one of the trial a conflict", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  await load(database, [trial(1), trial(2), trial(3)], null);
  const rows = [
    trial(2, "B"),
    trial(1, "Trial 1", 9),
    trial(1),
    trial(1, "C"),
    "broken",
    trial(3),
    row({ title: "x" }),
  ];
  const second = await load(database, rows, 1);
  expect(second).toMatchObject({
    loadId: 2,
    read: 7,
    new: 0,
    changed: 1,
    unchanged: 2,
    duplicate: 1,
    rejected: 3,
    vanished: 0,
  });
  const stored =
    await sql`select row_number::int as row, line_number::int as line, disposition, record_id::int as id, rank
    from raw.ctgov_legacy_csv_rows where load_id = 2 order by 1`;
  expect(stored.map((r) => ({ ...r }))).toEqual([
    { row: 1, line: 2, disposition: "changed", id: 4, rank: "2" },
    { row: 2, line: 3, disposition: "unchanged", id: 1, rank: "9" },
    { row: 3, line: 4, disposition: "duplicate", id: 1, rank: "1" },
    { row: 4, line: 5, disposition: "rejected", id: 7, rank: "1" },
    { row: 6, line: 7, disposition: "unchanged", id: 3, rank: "3" },
    { row: 7, line: 8, disposition: "rejected", id: 10, rank: "" },
  ]);
  const reasons = await sql`select row_number::int as row, reason_code from ops.rejects where load_id = 2 order by 1`;
  expect(reasons.map((r) => ({ ...r }))).toEqual([
    { row: 4, reason_code: "conflicting_duplicate" },
    { row: 5, reason_code: "too_few_cells" },
    { row: 7, reason_code: "invalid_nct_id" },
  ]);
  expect(await storedHash(database, 2)).toBe(second.contentHash);
  await sql.end();
});

test("however the rows of a snapshot are mixed, its hash is that of what it left", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  const numbers = Array.from({ length: 40 }, (_, at) => at + 1);
  await load(
    database,
    numbers.map((number) => trial(number)),
    null,
  );
  for (const [at, step] of [1, 2, 3, 7].entries()) {
    const rows = numbers.map((number) => trial(number, number % step === 0 ? `Title ${at} ${number}` : undefined));
    const found = await load(database, [...rows, "broken", `broken ${at}`], at + 1);
    expect(found.loadId).toBe(at + 2);
    expect(await storedHash(database, at + 2)).toBe(found.contentHash);
    expect(await load(database, ["broken", ...rows.toReversed(), `broken ${at}`], at + 2)).toMatchObject({
      loadId: null,
      contentHash: found.contentHash,
    });
  }
  expect((await sql`select count(*)::int as n from raw.ctgov_legacy_csv_rows`)[0]?.["n"]).toBe(200);
  await sql.end();
});

test("rows that the content before has go into the next partition, too", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  for (let at = 1; at <= 33; at++)
    await load(database, [trial(1), trial(2, `Title ${at}`), trial(3)], at === 1 ? null : at - 1);
  const found =
    await sql`select tableoid::regclass::text as part, count(*)::int as n, count(distinct load_id)::int as loads
    from raw.ctgov_legacy_csv_rows group by 1 order by 1`;
  expect(found.map((r) => ({ ...r }))).toEqual([
    { part: "raw.ctgov_legacy_csv_rows_0", n: 93, loads: 31 },
    { part: "raw.ctgov_legacy_csv_rows_1", n: 6, loads: 2 },
  ]);
  await sql.end();
});

test("of many rows of a trial each is compared with the first", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  const others = Array.from({ length: 60 }, (_, at) => trial(1, `Other ${at}`));
  const result = await load(database, [trial(2), trial(1), ...others, trial(1), ...others, trial(2)], null);
  expect(result).toMatchObject({ read: 124, new: 2, duplicate: 2, rejected: 120 });
  await sql.end();
});

test("a trial that an increment lacks has not vanished, and what follows the increment follows the publications under it, too", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  await load(database, [trial(1), trial(2), trial(3)], null);
  await sql`insert into ops.publications (publication_id, source, load_id, valid_from, published_at)
    values (1, 'test', 1, now(), now())`;
  const increment = await load(database, [trial(2, "B")], 1, { extent: "increment" });
  expect(increment).toMatchObject({ new: 0, changed: 1, vanished: 0 });
  const snapshot = await load(database, [trial(1), trial(2, "B"), trial(4)], 2);
  expect(snapshot).toMatchObject({ new: 1, changed: 0, unchanged: 2, vanished: 1 });
  await sql.end();
});

test("rows of any length come back whole from a partition that was attached as it landed; only those longer than a page are compressed", async () => {
  const database = await createTestDatabase();
  const sql = await startRun(database);
  const titles = [3_000, 9_000, 300_000].map((length) =>
    Array.from({ length: length / 10 }, (_, at) => String(at).padStart(10, "x")).join(""),
  );
  await load(
    database,
    titles.map((title, at) => trial(at + 1, title)),
    null,
  );
  const stored =
    await sql`select title, pg_column_compression(title) as compression from raw.ctgov_legacy_csv_0 order by _record_id`;
  expect(stored.map(({ title }) => title)).toEqual(titles);
  expect(stored.map(({ compression }) => compression)).toEqual([null, "pglz", "pglz"]);
  await sql.end();
});
