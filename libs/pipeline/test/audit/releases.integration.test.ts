import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareReleases, createRelease, defaultSource, readReleases, verifyRelease } from "../../src/index.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
let sql: postgres.Sql;
let first: string;
let second: string;

const create = (name: string, reason: string | null = null) =>
  pipeline.run(createRelease({ name, source: defaultSource, reason }));
const verify = (name: string) => pipeline.run(verifyRelease(name, defaultSource));

beforeAll(async () => {
  pipeline = await createTestPipeline();
  sql = pipeline.connect();
  first = writeInput(pipeline, "first.csv", csv(trials(20)));
  second = writeInput(pipeline, "second.csv", csv(trials(20, (n) => (n === 3 ? { enrollment: "999" } : {}))));
});
afterAll(() => sql.end());

test("nothing can be released before something is published", async () => {
  await expect(create("too early")).rejects.toMatchObject({ _tag: "PipelineError", reason: "NotReady" });
});

test("a release says what analytics says, and is an act of the audit log", async () => {
  await pipeline.ingest([first]);
  const release = await create("2020-w36", "for the report");
  expect(release).toMatchObject({
    created_by: "tester",
    reason: "for the report",
    published_load_id: 1,
    files: [{ loadId: 1, fileName: "first.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(release.manifest["trials"]).toMatchObject({
    rows: 20,
    columns: expect.arrayContaining(["nct_id", "enrollment"]),
  });
  const [entry] = await sql`select * from ops.audit_log order by entry_id desc limit 1`;
  expect(entry).toMatchObject({ act: "release", subject: "2020-w36", reason: "for the report" });
  expect(release.audit_hash.equals(entry?.["hash"])).toBe(true);
  expect((await verify("2020-w36")).findings).toEqual([]);
});

test("verification tells when analytics has moved on, which tables, and that an older file brings its content back", async () => {
  await pipeline.ingest([second]);
  const { publishedLoadId, findings } = await verify("2020-w36");
  expect(publishedLoadId).toBe(2);
  expect(findings.map(({ place }) => place).sort()).toEqual([
    "analytics.trial_changes",
    "analytics.trial_records",
    "analytics.trial_versions",
    "analytics.trials",
  ]);
  await pipeline.ingest([first]);
  expect((await verify("2020-w36")).findings.map(({ place }) => place)).not.toContain("analytics.trials");
  await pipeline.ingest([second]);
});

test("two releases are compared table by table and file by file", async () => {
  const now = await create("2020-w37");
  const [before, after] = await pipeline.run(readReleases);
  if (before === undefined || after === undefined) throw new Error("expected two releases");
  expect(after).toEqual(now);
  const difference = compareReleases(before, after);
  expect(difference.addedFiles).toMatchObject([{ loadId: 2, fileName: "second.csv" }]);
  expect(difference.removedFiles).toEqual([]);
  expect(
    difference.tables
      .filter(({ isSame }) => !isSame)
      .map(({ table }) => table)
      .sort(),
  ).toEqual(["trial_changes", "trial_records", "trial_versions", "trials"]);
  expect(compareReleases(after, after).tables.every(({ isSame }) => isSame)).toBe(true);
});

test("what was tampered with is not released", async () => {
  await sql`update analytics.trials set brief_title = brief_title || '!' where nct_id = (select min(nct_id) from analytics.trials)`;
  await expect(create("spoilt")).rejects.toMatchObject({
    reason: "EvidenceBroken",
    message: expect.stringMatching(/^analytics\.trials: not what was published with entry \d+/),
  });
  expect((await pipeline.run(readReleases)).map(({ name }) => name)).toEqual(["2020-w36", "2020-w37"]);
});

test("a release is unknown by a name that nobody gave", async () => {
  await expect(verify("none")).rejects.toMatchObject({ reason: "UnknownRelease" });
});

test("a release is made while no run is under way", async () => {
  const holder = pipeline.connect();
  await holder`select pg_advisory_lock(hashtext('trialflow.run'))`;
  await expect(create("meanwhile")).rejects.toMatchObject({ reason: "LockHeld" });
  await holder.end();
});

test("nobody changes a release: neither the roles that make them nor the owner", async () => {
  for (const role of ["trialflow_loader", "trialflow_transformer", "dataops"]) {
    for (const statement of [
      "update ops.releases set reason = 'x'",
      "delete from ops.releases",
      "truncate ops.releases",
    ]) {
      const attempt = sql.begin(async (tx) => {
        await tx.unsafe(`set local role ${role}`);
        await tx.unsafe(statement);
      });
      await expect(attempt).rejects.toMatchObject({ code: "42501" });
    }
  }
});

test("an auditor computes the hash of a table that he may not read, and an analyst does not", async () => {
  const asRole = (role: string, statement: string) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`);
      return await tx.unsafe(statement);
    });
  const content = "select row_count::int from ops.table_content('trials')";
  expect(await asRole("auditor", content)).toMatchObject([{ row_count: 20 }]);
  await expect(asRole("auditor", "select * from analytics.trials")).rejects.toMatchObject({ code: "42501" });
  await expect(asRole("analytics", content)).rejects.toMatchObject({ code: "42501" });
  expect(
    await asRole("auditor", "select row_count, content_hash from ops.table_content('trials', '{nct_id,gone}')"),
  ).toMatchObject([{ row_count: "20", content_hash: null }]);
  expect(await asRole("auditor", "select * from ops.table_content('no_such_table')")).toMatchObject([
    { row_count: null },
  ]);
});
