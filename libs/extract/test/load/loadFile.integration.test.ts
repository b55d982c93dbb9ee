import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { Effect } from "effect";
import { beforeAll, expect, test } from "vitest";
import { archiveFile, type LoadRequest, loadFile } from "../../src/index.ts";

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
  name = "a.csv",
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
        extent: "snapshot",
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
