import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Database } from "@trialflow/database";
import { exportLoad } from "@trialflow/extract";
import { createRelease, defaultSource, verifyEvidence } from "@trialflow/pipeline";
import { Duration, Effect, Exit, Redacted, Stream } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { purge, type RetentionPolicy } from "../../src/index.ts";
import {
  createTestWarehouse,
  makeHistory,
  sampleRecords,
  type TestWarehouse,
} from "../metrics/support/testWarehouse.ts";
import { changedTables, contentOfTables } from "./contentOfTables.ts";
import { openTurnQueue } from "./testTurnQueue.ts";

const nothing: RetentionPolicy = {
  engineMessages: null,
  fires: null,
  alerts: null,
  checkFailures: null,
  archive: null,
};
const [day, moment] = [Duration.days(1), Duration.millis(1)];
const nobody = "00000000-0000-4000-8000-000000000000";

let warehouse: TestWarehouse;
let sql: postgres.Sql;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  sql = warehouse.connect();
  await makeHistory(warehouse);
});
afterAll(() => sql.end());

const run = (policy: Partial<RetentionPolicy>, options = {}) =>
  warehouse.run(purge({ ...nothing, ...policy }, options));
const outcomeOf = async (subject: keyof RetentionPolicy, policy: Partial<RetentionPolicy>, options = {}) =>
  (await run(policy, options)).outcomes.find((outcome) => outcome.subject === subject);
const purges = async () =>
  await sql<Array<{ subject: string; details: { removed: Record<string, number> } }>>`
    select subject, details from ops.audit_log where act = 'purge' order by entry_id`;
const intact = async () => expect((await warehouse.run(verifyEvidence([]))).findings).toEqual([]);

/** Inserts fires that ended so many days ago, one an hour before the other. */
const addFires = (count: number, days: number, schedule: string, status = "succeeded") => sql`
  insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, created_at, finished_at)
  select gen_random_uuid(), ${schedule}, 's', 'tick', now() - ${`${days} days`}::interval - n * interval '1 hour', ${status}, '[]',
         now() - ${`${days} days`}::interval - n * interval '1 hour', case when ${status} <> 'queued' then now() - ${`${days} days`}::interval end
  from generate_series(1, ${count}) n`;
const countFires = (schedule: string) =>
  warehouse.count(`select count(*) from ops.schedule_fires where schedule = '${schedule}'`);

test("a policy that keeps everything for ever changes nothing", async () => {
  const before = await contentOfTables(sql);
  const report = await run({});
  expect(report.outcomes.map(({ removed }) => removed)).toEqual([{}, {}, {}, {}, {}]);
  expect(changedTables(before, await contentOfTables(sql))).toEqual([]);
});

test("a purge tells what no policy removes", async () => {
  await sql`analyze`;
  const { neverRemoved } = await run({}, { isDryRun: true });
  expect(neverRemoved.flatMap(({ tables }) => tables)).toEqual(
    expect.arrayContaining(["ops.audit_log", "ops.plans", "raw.ctgov_legacy_csv"]),
  );
  for (const kept of neverRemoved)
    expect(kept).toMatchObject({ sizeBytes: expect.any(Number), reason: expect.stringMatching(/\S/) });
  const ofRaw = neverRemoved.find(({ tables }) => tables.includes("raw.ctgov_legacy_csv"));
  const [found] = await sql<Array<{ bytes: number }>>`
    select sum(pg_total_relation_size(relid))::float8 as bytes from pg_stat_user_tables where schemaname = 'raw'`;
  expect(ofRaw?.sizeBytes).toBe(found?.bytes);
  expect(ofRaw?.sizeBytes).toBeGreaterThan(100_000);
});

describe("fires", () => {
  test("that ended long ago go, in batches, each with its entry in the audit log", async () => {
    await addFires(25, 500, "old");
    await addFires(3, 10, "old");
    const before = await contentOfTables(sql);
    expect(await outcomeOf("fires", { fires: Duration.days(400) }, { isDryRun: true })).toMatchObject({
      removed: { "ops.schedule_fires": 25 },
      retention: "400d",
    });
    expect(changedTables(before, await contentOfTables(sql))).toEqual([]);
    const entries = (await purges()).length;
    const outcome = await outcomeOf("fires", { fires: Duration.days(400) }, { batchSize: 10 });
    expect(outcome?.removed).toEqual({ "ops.schedule_fires": 25 });
    const written = (await purges()).slice(entries);
    expect(written.map(({ subject, details }) => [subject, details.removed["ops.schedule_fires"]])).toEqual([
      ["fires", 10],
      ["fires", 10],
      ["fires", 5],
    ]);
    expect(await countFires("old")).toBe(3);
    expect(changedTables(before, await contentOfTables(sql))).toEqual(["ops.audit_log", "ops.schedule_fires"]);
    await intact();
  });

  test("do not go again", async () => {
    const before = await contentOfTables(sql);
    expect((await outcomeOf("fires", { fires: Duration.days(400) }))?.removed).toEqual({ "ops.schedule_fires": 0 });
    expect(changedTables(before, await contentOfTables(sql))).toEqual([]);
  });

  test("that wait, are under way, or are the newest of their schedule stay, however old", async () => {
    for (const status of ["queued", "running", "cancelling"]) await addFires(2, 800, status, status);
    await addFires(4, 700, "asleep", "failed");
    await run({ fires: Duration.days(400) });
    expect(await countFires("asleep")).toBe(1);
    for (const status of ["queued", "running", "cancelling"]) expect(await countFires(status)).toBe(2);
    const [newest] =
      await sql`select scheduled_at < now() - interval '700 days' and scheduled_at > now() - interval '701 days' as is_newest
      from ops.schedule_fires where schedule = 'asleep'`;
    expect(newest?.["is_newest"]).toBe(true);
    await sql`delete from ops.schedule_fires where schedule in ('queued', 'running', 'cancelling', 'asleep')`;
  });
});

test("alerts go when they are over, long ago, and their fire is gone", async () => {
  const [fire] = await sql<
    Array<{ fire_id: string }>
  >`select fire_id from ops.schedule_fires where schedule = 'old' limit 1`;
  await sql`insert into ops.alerts (alert_key, kind, severity, title, message, details, raised_at, resolved_at, deliveries)
    select key, kind, 'info', 't', 'm', '{}', now() - interval '500 days', case when over then now() - interval '499 days' end, '[]'
    from (values ('run_failed/gone', 'run_failed', true), ('stale_data/open', 'stale_data', false), ('recovered/gone', 'recovered', false),
                 (${`run_failed/${fire?.fire_id}`}, 'run_failed', true)) v (key, kind, over)`;
  const before = await contentOfTables(sql);
  expect((await outcomeOf("alerts", { alerts: Duration.days(400) }))?.removed).toEqual({ "ops.alerts": 2 });
  const left = await sql`select alert_key from ops.alerts where raised_at < now() - interval '400 days' order by 1`;
  expect(left.map(({ alert_key }) => alert_key)).toEqual([`run_failed/${fire?.fire_id}`, "stale_data/open"]);
  expect(changedTables(before, await contentOfTables(sql))).toEqual(["ops.alerts", "ops.audit_log"]);
});

test("samples of failed checks go, their counts and those of the standing verdict stay", async () => {
  const standing = "select count(*) from ops.check_failures join ops.source_states using (check_run_id)";
  const [all, ofStanding] = [
    await warehouse.count("select count(*) from ops.check_failures"),
    await warehouse.count(standing),
  ];
  expect(all).toBeGreaterThan(ofStanding);
  const before = await contentOfTables(sql);
  expect((await outcomeOf("checkFailures", { checkFailures: day }))?.removed).toEqual({ "ops.check_failures": 0 });
  expect((await outcomeOf("checkFailures", { checkFailures: moment }))?.removed).toEqual({
    "ops.check_failures": all - ofStanding,
  });
  expect(await warehouse.count("select count(*) from ops.check_failures")).toBe(ofStanding);
  expect(changedTables(before, await contentOfTables(sql))).toEqual(["ops.audit_log", "ops.check_failures"]);
  await intact();
});

describe("the engine's messages", () => {
  // The schedulers make their queue as the program's own login, and so it is purged.
  let etl: string;
  beforeAll(async () => {
    await sql`alter role etl password 'secret'`;
    // The history was made with a queue of the administrator's.
    await sql`drop table if exists engine.turn_queue, engine.turn_queue_migrations`;
    const url = new URL(warehouse.url);
    url.username = "etl";
    url.password = "secret";
    etl = url.href;
  });
  const outcomeOf = async (_: "engineMessages", policy: Partial<RetentionPolicy>, options = {}) => {
    const { outcomes } = await warehouse.run(
      Effect.provide(purge({ ...nothing, ...policy }, options), Database.layerUrl(Redacted.make(etl))),
    );
    return outcomes.find(({ subject }) => subject === "engineMessages");
  };
  const left = async () =>
    (
      await sql<
        Array<{ id: string }>
      >`select element::json -> 'run' ->> 'runId' || '/' || (element::json ->> 'turn') as id from engine.turn_queue order by sequence`
    ).map(({ id }) => id);

  test("are no matter where no scheduler ever was", async () => {
    expect((await outcomeOf("engineMessages", { engineMessages: moment }))?.removed).toEqual({
      "engine.turn_queue": 0,
      "ops.run_results": 0,
    });
  });

  test("of turns that are over go, those that wait or whose fire is under way stay", async () => {
    const fire = "11111111-1111-4111-8111-111111111111";
    await sql`insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, created_at)
      values (${fire}, 'engine', 's', 'manual', now(), 'running', '[]', now())`;
    const queue = await openTurnQueue(etl);
    for (const turn of [1, 2]) {
      for (const runId of [nobody, fire]) {
        await queue.offer({ run: { runId }, turn });
        await queue.take("end");
      }
    }
    await queue.offer({ run: { runId: nobody }, turn: 3 });
    await queue.take("fail");
    await queue.offer({ run: { runId: nobody }, turn: 4 });
    const all = [`${nobody}/1`, `${fire}/1`, `${nobody}/2`, `${fire}/2`, `${nobody}/3`, `${nobody}/4`];
    expect(await left()).toEqual(all);

    const before = await contentOfTables(sql);
    const removed = async (policy: Partial<RetentionPolicy>, options = {}) =>
      (await outcomeOf("engineMessages", policy, options))?.removed["engine.turn_queue"];
    expect(await removed({ engineMessages: Duration.hours(1) })).toBe(0);
    expect(await removed({ engineMessages: moment }, { isDryRun: true })).toBe(3);
    expect(await left()).toEqual(all);
    expect(await removed({ engineMessages: moment }, { batchSize: 2 })).toBe(3);
    expect(await left()).toEqual([`${fire}/1`, `${fire}/2`, `${nobody}/4`]);
    expect(changedTables(before, await contentOfTables(sql))).toEqual(["engine.turn_queue", "ops.audit_log"]);

    await sql`update ops.schedule_fires set status = 'queued' where fire_id = ${fire}`;
    expect(await removed({ engineMessages: moment })).toBe(0);
    await sql`update ops.schedule_fires set status = 'succeeded', finished_at = now() where fire_id = ${fire}`;
    expect(await removed({ engineMessages: moment })).toBe(2);
    // The queue goes on with what it has, and takes a turn anew that it has forgotten.
    await queue.take("end");
    await queue.offer({ run: { runId: nobody }, turn: 1 });
    await queue.take("end");
    expect(await left()).toEqual([`${nobody}/4`, `${nobody}/1`]);
    await queue.close();
    await intact();
  });
});

test("results of pieces of a run go with its end, those of a run that people may let go on stay", async () => {
  const addResults = (status: string) => sql`
    insert into ops.run_results (run_id, step_key, result)
    select run_id, 'piece ' || n, '{}' from (select run_id from ops.runs where status = ${status} order by started_at limit 1) run, generate_series(1, 3) n`;
  for (const status of ["succeeded", "gate_failed", "failed"]) expect((await addResults(status)).count).toBe(3);
  const before = await contentOfTables(sql);
  const removed = async (retention: Duration.Duration) =>
    (await outcomeOf("engineMessages", { engineMessages: retention }))?.removed["ops.run_results"];
  expect(await removed(day)).toBe(0);
  expect(await removed(moment)).toBe(3);
  expect(changedTables(before, await contentOfTables(sql))).toEqual([
    "engine.turn_queue",
    "ops.audit_log",
    "ops.run_results",
  ]);
  expect(await warehouse.count("select count(*) from ops.run_results")).toBe(6);
  await sql`delete from ops.run_results`;
});

describe("a purge that is torn off in the middle", () => {
  test("has removed what the audit log says, and the next one removes the rest", async () => {
    await addFires(20, 500, "torn");
    const rows = await sql<Array<{ fire_id: string }>>`
      select fire_id from ops.schedule_fires where schedule = 'torn' order by created_at offset 9 limit 1`;
    const entries = (await purges()).length;
    const other = warehouse.connect();
    let release = () => {};
    const held = other.begin(async (tx) => {
      await tx`select 1 from ops.schedule_fires where fire_id = ${rows[0]?.fire_id ?? ""} for update`;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const policy = { ...nothing, fires: Duration.days(400) };
    const purging = warehouse.run(Effect.exit(purge(policy, { batchSize: 4 })));
    const blocked =
      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%delete from%'";
    let pid: unknown;
    for (let turn = 0; turn < 400 && pid === undefined; turn++) {
      [{ pid } = { pid: undefined }] = await warehouse.ask<{ pid: unknown }>(blocked);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await warehouse.ask(`select pg_terminate_backend(${pid})`);
    expect(Exit.isFailure(await purging)).toBe(true);
    release();
    await held;
    await other.end();

    const written = (await purges()).slice(entries);
    expect(written.map(({ details }) => details.removed["ops.schedule_fires"])).toEqual([4, 4]);
    expect(await countFires("torn")).toBe(12);
    expect((await outcomeOf("fires", policy, { batchSize: 4 }))?.removed).toEqual({ "ops.schedule_fires": 12 - 1 });
    expect(await countFires("torn")).toBe(1);
    await intact();
  });

  test("two at once remove everything once", async () => {
    await addFires(31, 500, "twice");
    const entries = (await purges()).length;
    const policy = { ...nothing, fires: Duration.days(400) };
    const both = await Promise.all([1, 2].map(() => run(policy, { batchSize: 3 })));
    const removed = both.flatMap(({ outcomes }) =>
      outcomes.map((outcome) => outcome.removed["ops.schedule_fires"] ?? 0),
    );
    expect(removed.reduce((a, b) => a + b, 0)).toBe(30);
    const written = (await purges()).slice(entries).map(({ details }) => details.removed["ops.schedule_fires"] ?? 0);
    expect(written.reduce((a, b) => a + b, 0)).toBe(30);
    expect(await countFires("twice")).toBe(1);
  });
});

describe("archived files", () => {
  const shaOf = async (name: string) =>
    (
      await sql<
        Array<{ sha256: string; load_id: string }>
      >`select sha256, load_id from ops.loads where file_name = ${name}`
    )[0];
  const pathOf = async (name: string) => {
    const sha256 = (await shaOf(name))?.sha256 ?? "";
    const home = dirname(dirname(warehouse.write("empty.csv", [])));
    return join(home, "archive", "sha256", sha256.slice(0, 2), sha256);
  };

  test("go only when the policy says so, nothing of the present needs them and raw gives them back", async () => {
    const ingestFile = (name: string, lines: ReadonlyArray<string>) => warehouse.ingest(warehouse.write(name, lines));
    await ingestFile("newest.csv", sampleRecords.slice(0, 490));
    const before = await contentOfTables(sql);
    const paths = await Promise.all(["first.csv", "second.csv", "torn.csv", "newest.csv"].map(pathOf));
    const areThere = () => paths.map((path) => existsSync(path));
    expect(areThere()).toEqual([true, true, true, true]);

    expect((await outcomeOf("archive", { archive: day }))?.removed).toEqual({ files: 0, bytes: 0 });
    const would = await outcomeOf("archive", { archive: moment }, { isDryRun: true });
    expect(areThere()).toEqual([true, true, true, true]);
    const done = await outcomeOf("archive", { archive: moment });
    expect(done?.removed).toEqual({ ...would?.removed, files: 3 });
    expect(areThere()).toEqual([false, false, false, true]);
    expect(changedTables(before, await contentOfTables(sql))).toEqual(["ops.audit_log"]);
    expect((await outcomeOf("archive", { archive: moment }))?.removed).toEqual({ files: 0, bytes: 0 });
    await intact();
  });

  test("of a release stay, and so does one that raw cannot give back", async () => {
    await warehouse.run(createRelease({ source: defaultSource, name: "kept", reason: null }));
    await warehouse.ingest(warehouse.write("later.csv", sampleRecords.slice(0, 495)));
    await warehouse.ingest(warehouse.write("latest.csv", sampleRecords.slice(0, 499)));
    const later = await shaOf("later.csv");
    await sql`insert into ops.rejects (reject_id, run_id, load_id, scope, row_number, line_number, reason_code, detail, raw_text, is_raw_text_complete, rule_version, rejected_at)
      select (select max(reject_id) + 1 from ops.rejects), run_id, load_id, 'file_row', 9999, 9999, 'row_too_large', 'd', 'cut', false, '1', now()
      from ops.loads where load_id = ${later?.load_id ?? 0}`;
    const outcome = await outcomeOf("archive", { archive: moment });
    expect(outcome).toMatchObject({
      removed: { files: 0 },
      kept: [{ path: await pathOf("later.csv"), reason: expect.stringContaining("too large") }],
    });
    expect(existsSync(await pathOf("newest.csv"))).toBe(true);
    expect(existsSync(await pathOf("later.csv"))).toBe(true);
    await sql`delete from ops.rejects where row_number = 9999`;
    await intact();
  });

  test("that are gone can be had again as the audit log says", async () => {
    const load = await shaOf("second.csv");
    const entry = (await purges())
      .flatMap(({ details }) => (details.removed as never as { files?: Array<Record<string, unknown>> }).files ?? [])
      .find(({ sha256 }) => sha256 === load?.sha256);
    const hash = await warehouse.run(
      Effect.flatMap(exportLoad(Number(load?.load_id)), ({ bytes }) =>
        Effect.map(Stream.runCollect(bytes), (pieces) =>
          createHash("sha256").update(Buffer.concat(pieces)).digest("hex"),
        ),
      ),
    );
    expect(entry).toMatchObject({ rebuilt_sha256: hash, load_ids: [Number(load?.load_id)] });
  });
});

test("versions in raw are no part of any policy: without one that nothing else speaks of its load cannot be verified", async () => {
  const [unused] = await sql<Array<{ record_id: string }>>`
    select _record_id as record_id from raw.ctgov_legacy_csv record
    where not exists (select from staging.trials t where t._record_id = record._record_id)
      and not exists (select from analytics.trials t where t._record_id = record._record_id)
      and not exists (select from analytics.trial_versions v where v._record_id = record._record_id)
      and not exists (select from analytics.trial_records v where v._record_id = record._record_id)
      and not exists (select from ops.rejects r where r.record_id = record._record_id)
    limit 1`;
  // Every published version is part of the history; here one is made that is not, as a load that was refused leaves it.
  const [chosen] =
    unused === undefined
      ? await sql<Array<{ record_id: string }>>`select min(_record_id) as record_id from raw.ctgov_legacy_csv`
      : [unused];
  const unheld = await warehouse.count(`
    select count(*) from raw.ctgov_legacy_csv record
    where not exists (select from raw.ctgov_legacy_csv_rows held where held.record_id = record._record_id)`);
  expect(unheld).toBe(0);
  const id = chosen?.record_id ?? "";
  // Nothing but the evidence notices it: raw has no foreign keys.
  await sql.begin(async (tx) => {
    await tx`delete from raw.ctgov_legacy_csv_rows where record_id = ${id}`;
    await tx`delete from raw.ctgov_legacy_csv where _record_id = ${id}`;
  });
  const { findings } = await warehouse.run(verifyEvidence([]));
  expect(findings.map(({ kind }) => kind)).toContain("load_content");
});
