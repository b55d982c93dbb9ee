import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createEmptyDatabase, createTestDatabase } from "@trialflow/testing";
import { ConfigProvider, Effect } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Diagnosis, examine, purge, schedulerApplicationName } from "../../src/index.ts";
import { createTestWarehouse, sampleRecords, type TestWarehouse } from "../metrics/support/testWarehouse.ts";
import { openTurnQueue } from "../retention/testTurnQueue.ts";

let warehouse: TestWarehouse;
let sql: postgres.Sql;
let home: string;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  sql = warehouse.connect();
  home = dirname(dirname(warehouse.write("first.csv", sampleRecords)));
  await warehouse.ingest(join(home, "files", "first.csv"));
  await warehouse.ingest(warehouse.write("second.csv", sampleRecords.slice(0, 490)));
});
afterAll(() => sql.end());

/** What each check finds, by its name, with this environment and no other. */
const examined = async (
  variables: Record<string, string> = {},
  options: { readonly configured?: ReadonlyArray<{ name: string; read: Effect.Effect<unknown, unknown> }> } = {},
): Promise<Readonly<Record<string, Diagnosis>>> => {
  const environment: Record<string, string> = {
    TRIALFLOW_HOME: home,
    TRIALFLOW_EXTRACT_OFFLINE: "true",
    DATABASE_URL: warehouse.url,
    ...variables,
  };
  const { diagnoses } = await Effect.runPromise(
    examine({ environment, programVersion: "1.2.3", nodeVersion: "22.19.0", ...options }).pipe(
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );
  expect(new Set(diagnoses.map(({ check }) => check)).size).toBe(diagnoses.length);
  for (const { result, found, expected, remedy } of diagnoses) {
    expect(found).not.toBe("");
    expect(expected).not.toBe("");
    if (result === "warning" || result === "failed") expect(remedy).toMatch(/\S/);
  }
  return Object.fromEntries(diagnoses.map((diagnosis) => [diagnosis.check, diagnosis]));
};

const not = (result: string, diagnoses: Readonly<Record<string, Diagnosis>>) =>
  Object.values(diagnoses).filter((diagnosis) => diagnosis.result !== result && diagnosis.result !== "not_applicable");

/** The connection that one gets with a role that may log in. */
const loginAs = async (name: string): Promise<string> => {
  await sql.unsafe(`do $$ begin create role ${name} login; exception when duplicate_object then null; end $$`);
  await sql.unsafe(`alter role ${name} with login password 'secret'`);
  const url = new URL(warehouse.url);
  url.username = name;
  url.password = "secret";
  return url.href;
};

describe("of a warehouse in order", () => {
  test("nothing is found but that the test server gives up safety for speed", async () => {
    const wrong = not("ok", await examined());
    expect(wrong.map(({ check, result }) => [check, result])).toEqual([["server settings", "failed"]]);
    expect(wrong[0]?.found).toContain("fsync off");
  });

  test("an examination changes nothing, in the database and in the home", async () => {
    const content = async () => [
      await sql`select schemaname, relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables order by 1, 2`,
      readdirSync(home, { recursive: true }).toSorted(),
      await sql`select count(*) from ops.audit_log`,
    ];
    await sql`select pg_stat_force_next_flush()`;
    const before = JSON.stringify(await content());
    await examined();
    await sql`select pg_stat_force_next_flush()`;
    expect(JSON.stringify(await content())).toBe(before);
  });
});

describe("the configuration", () => {
  test("names variables that nobody knows, with those that were meant", async () => {
    const { variables } = await examined({
      TRIALFLOW_SCHEDULLER_CRON: "x",
      TRIALFLOW_EXTRACT_INBOKS: "y",
      TRIALFLOW_HOMEE: "",
    });
    expect(variables).toMatchObject({ result: "warning" });
    expect(variables?.found).toBe(
      "not known: TRIALFLOW_EXTRACT_INBOKS (did you mean TRIALFLOW_EXTRACT_INBOX?), TRIALFLOW_SCHEDULLER_CRON (did you mean TRIALFLOW_SCHEDULER_CRON?)",
    );
  });

  test.each([
    ["sources", { TRIALFLOW_EXTRACT_MAX_SIZE: "much" }],
    ["reject limits", { TRIALFLOW_QUALITY_REJECT_LIMITS: "x" }],
    ["schedules", { TRIALFLOW_SCHEDULES: "/nowhere/schedules.json" }],
    ["scheduler", { TRIALFLOW_SCHEDULER_PORT: "70000" }],
    ["retention", { TRIALFLOW_RETENTION_FIRES: "soon" }],
    ["alerts", { TRIALFLOW_ALERT_WEBHOOKS: "no address" }],
  ])("of %s is read, and only what is wrong fails", async (part, variables) => {
    const found = await examined(variables as never);
    const settings = Object.values(found).filter(({ check }) => check.startsWith("settings of"));
    expect(settings.filter(({ result }) => result !== "ok").map(({ check }) => check)).toEqual([`settings of ${part}`]);
    expect(found["migrations"]).toMatchObject({ result: "ok" });
  });

  test("of another library is read, too", async () => {
    const read = Effect.fail(new Error("no such thing"));
    const found = await examined({}, { configured: [{ name: "else", read }] });
    expect(found["settings of else"]).toMatchObject({ result: "failed", found: "no such thing" });
  });

  test("never tells credentials, only where they are", async () => {
    const variables = { TRIALFLOW_EXTRACT_OFFLINE: "false", KAGGLE_API_TOKEN: "KGAT_very_secret" };
    const found = await examined(variables);
    expect(found["Kaggle credentials"]).toMatchObject({ result: "ok", found: "a token in KAGGLE_API_TOKEN" });
    expect(JSON.stringify(found)).not.toContain("very_secret");
    const spoilt = await examined({ ...variables, KAGGLE_API_TOKEN: "very secret" });
    expect(spoilt["Kaggle credentials"]).toMatchObject({ result: "failed" });
    expect(JSON.stringify(spoilt)).not.toContain("very secret");
  });

  test("of an inbox that is not there warns only where somebody named it", async () => {
    const folder = join(home, "no-inbox");
    expect((await examined({ TRIALFLOW_EXTRACT_INBOX: folder }))["inbox"]).toMatchObject({ result: "warning" });
    mkdirSync(folder);
    writeFileSync(join(folder, "a.csv"), "x");
    expect((await examined({ TRIALFLOW_EXTRACT_INBOX: folder }))["inbox"]).toMatchObject({
      found: `${folder}, to be loaded: 1`,
    });
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "no folder");
    expect((await examined({ TRIALFLOW_EXTRACT_INBOX: folder }))["inbox"]).toMatchObject({ result: "failed" });
    rmSync(folder);
  });
});

describe("a database", () => {
  const databaseChecks = [
    "server version",
    "migrations",
    "roles",
    "grants",
    "audit log",
    "archived files",
    "schedulers",
  ];

  test("that cannot be reached is one failure, and what needs no database is looked at all the same", async () => {
    const found = await examined({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    expect(found["connection"]).toMatchObject({ result: "failed", remedy: expect.stringContaining("server runs") });
    for (const check of databaseChecks) {
      expect(found[check]).toMatchObject({ result: "not_applicable", found: "no connection to the database" });
    }
    expect(found["disk space"]).toMatchObject({ found: expect.stringContaining("GiB free") });
    expect(not("ok", found).map(({ check }) => check)).toEqual(["connection"]);
  });

  test("with a password that is wrong is refused without telling it", async () => {
    const url = new URL(await loginAs("doctor_nobody"));
    url.password = "very-wrong";
    const found = await examined({ DATABASE_URL: url.href });
    expect(found["connection"]).toMatchObject({ result: "failed", remedy: expect.stringContaining("password") });
    expect(JSON.stringify(found)).not.toContain("very-wrong");
  });

  test("whose address is none is a finding", async () => {
    expect((await examined({ DATABASE_URL: "not a url" }))["connection"]).toMatchObject({ result: "failed" });
    expect((await examined({ DATABASE_URL: "", DATABASE_URL_FILE: "/nowhere" }))["connection"]).toMatchObject({
      result: "failed",
    });
  });

  test("that is empty is told how to prepare it", async () => {
    const empty = await createEmptyDatabase();
    const found = await examined({ DATABASE_URL: empty.url });
    expect(found["migrations"]).toMatchObject({
      result: "warning",
      remedy: expect.stringContaining("trialflow db migrate"),
    });
    for (const check of ["grants", "audit log", "archived files", "runs under way", "schedulers"]) {
      expect(found[check], check).toMatchObject({ result: "not_applicable", remedy: "trialflow db migrate" });
    }
    const client = empty.connect();
    expect([...(await client`select nspname from pg_namespace where nspname in ('ops', 'migrations')`)]).toEqual([]);
    await client.end();
  });

  test("of which the embedded server has no data yet is not made", async () => {
    const fresh = mkdtempSync(join(tmpdir(), "trialflow-doctor-"));
    const found = await examined({ DATABASE_URL: "", TRIALFLOW_HOME: fresh });
    expect(found["server"]).toMatchObject({
      result: "not_applicable",
      remedy: expect.stringContaining("trialflow run"),
    });
    expect(found["connection"]).toMatchObject({ result: "not_applicable" });
    expect(readdirSync(fresh)).toEqual([]);
    rmSync(fresh, { recursive: true });
  });

  test("in which the login has too few rights says so of each check that they are missing for", async () => {
    for (const name of ["analyst", "doctor_nobody"]) {
      const found = await examined({ DATABASE_URL: await loginAs(name) });
      expect(found["connection"]).toMatchObject({ result: "ok", found: expect.stringContaining(`login "${name}"`) });
      expect(found["server version"]).toMatchObject({ result: "ok" });
      for (const check of ["audit log", "archived files", "runs under way", "schedulers"]) {
        expect(found[check], check).toMatchObject({
          result: "failed",
          found: expect.stringContaining(`"${name}" may not look`),
        });
      }
      expect(found["roles"], name).toMatchObject({ result: "failed" });
    }
    const own = await examined({ DATABASE_URL: await loginAs("etl") });
    expect(not("ok", own).map(({ check }) => check)).toEqual(["server settings"]);
  });

  test("that a newer or an older program migrated is told apart", async () => {
    await sql`insert into migrations.applied (hash, created_at) values ('unknown', 1)`;
    expect((await examined())["migrations"]).toMatchObject({
      result: "failed",
      found: expect.stringContaining("newer"),
    });
    await sql`delete from migrations.applied where hash = 'unknown'`;
    const [last] =
      await sql`delete from migrations.applied where id = (select max(id) from migrations.applied) returning *`;
    expect((await examined())["migrations"]).toMatchObject({
      result: "warning",
      found: expect.stringContaining("1 pending"),
    });
    await sql`insert into migrations.applied ${sql(last as never)}`;
    expect((await examined())["migrations"]).toMatchObject({ result: "ok" });
  });
});

describe("rights", () => {
  const grants = async () => (await examined())["grants"];

  test("that are missing, too many, or of a strange owner are named with the statement that puts them right", async () => {
    await sql`revoke select on ops.runs from auditor`;
    const missing = await grants();
    expect(missing).toMatchObject({ result: "failed", found: "missing: select on ops.runs to auditor" });
    await sql.unsafe(missing?.remedy?.split("\n")[1] ?? "");
    expect(await grants()).toMatchObject({ result: "ok" });

    await sql`grant delete on ops.loads to trialflow_loader`;
    await sql`grant select on raw.ctgov_legacy_csv to public`;
    await sql`grant update on ops.audit_log to trialflow_loader`;
    const extra = await grants();
    expect(extra).toMatchObject({ result: "warning" });
    expect(extra?.found).toBe(
      "more than declared: update on ops.audit_log to trialflow_loader, delete on ops.loads to trialflow_loader, select on raw.ctgov_legacy_csv to PUBLIC",
    );
    for (const statement of extra?.remedy?.split("\n").slice(1) ?? []) await sql.unsafe(statement);
    expect(await grants()).toMatchObject({ result: "ok" });

    await sql`alter table ops.alerts owner to postgres`;
    const strange = await grants();
    expect(strange).toMatchObject({ result: "failed", found: "not owned by dataops: ops.alerts" });
    await sql.unsafe(strange?.remedy?.split("\n")[1] ?? "");
    expect(await grants()).toMatchObject({ result: "ok" });
  });
});

describe("the archive", () => {
  const archived = async () => (await examined())["archived files"];
  const paths = async () =>
    (await sql<Array<{ sha256: string }>>`select sha256 from ops.loads order by load_id`).map(({ sha256 }) =>
      join(home, "archive", "sha256", sha256.slice(0, 2), sha256),
    );

  test("with a file that was changed or taken away is found out", async () => {
    const { readFileSync } = await import("node:fs");
    const [, newest = ""] = await paths();
    const content = readFileSync(newest);
    chmodSync(newest, 0o644);
    const changed = Buffer.from(content);
    changed[changed.length - 5] = 0x58;
    writeFileSync(newest, changed);
    expect(await archived()).toMatchObject({ result: "failed", found: expect.stringContaining("other content") });
    writeFileSync(newest, content.subarray(1));
    expect(await archived()).toMatchObject({
      result: "failed",
      found: expect.stringContaining("bytes in the place of"),
    });
    rmSync(newest);
    expect(await archived()).toMatchObject({ result: "failed", found: expect.stringContaining("is not there") });
    writeFileSync(newest, content, { mode: 0o444 });
    expect(await archived()).toMatchObject({ result: "ok", found: expect.stringContaining("2 of 2") });
  });

  test("may lack what the retention policy removed", async () => {
    const { Duration } = await import("effect");
    const policy = {
      engineMessages: null,
      fires: null,
      alerts: null,
      checkFailures: null,
      archive: Duration.millis(1),
    };
    const report = await warehouse.run(purge(policy));
    expect(report.outcomes.at(-1)?.removed).toMatchObject({ files: 1 });
    expect(await archived()).toMatchObject({ result: "ok", found: expect.stringContaining("1 of 1") });
  });

  test("that cannot be a folder is a failure", async () => {
    const file = join(home, "files", "first.csv");
    expect((await examined({ TRIALFLOW_HOME: file }))["archive"]).toMatchObject({ result: "failed" });
  });
});

describe("the audit log", () => {
  const log = async () => (await examined())["audit log"];
  const behindTheTrigger = async (statement: string) => {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(statement);
    });
  };

  test("whose newest entry was changed or one of which was removed is a failure", async () => {
    const [{ newest } = { newest: 0 }] = await sql`select max(entry_id)::int as newest from ops.audit_log`;
    await behindTheTrigger(`update ops.audit_log set subject = subject || '!' where entry_id = ${newest}`);
    expect(await log()).toMatchObject({ result: "failed", remedy: expect.stringContaining("trialflow audit verify") });
    await behindTheTrigger(`update ops.audit_log set subject = left(subject, -1) where entry_id = ${newest}`);
    expect(await log()).toMatchObject({ result: "ok" });
    await sql`create table public.kept as select * from ops.audit_log where entry_id = 2`;
    await behindTheTrigger("delete from ops.audit_log where entry_id = 2");
    expect(await log()).toMatchObject({
      result: "failed",
      found: expect.stringContaining("entries, of which the newest is number"),
    });
    await behindTheTrigger("insert into ops.audit_log select * from public.kept");
    await sql`drop table public.kept`;
    expect(await log()).toMatchObject({ result: "ok" });
  });
});

describe("runs", () => {
  const underWay = async () => (await examined())["runs under way"];
  const open = (carrier: string, ago: string) => sql`
    insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments, carrier, heartbeat_at)
    values (gen_random_uuid(), 'run', 'running', now() - interval '1 day', '1', 'u', 'elsewhere', '{}', ${carrier}, now() - ${ago}::interval)`;
  const forget = () => sql`delete from ops.runs where host = 'elsewhere'`;

  test("of a process are looked after as long as somebody holds the lock", async () => {
    await open("process", "1 day");
    expect(await underWay()).toMatchObject({
      result: "warning",
      found: expect.stringContaining("process on elsewhere"),
    });
    const holder = warehouse.connect();
    await holder.reserve().then(async (session) => {
      await session`select pg_advisory_lock(hashtext('trialflow.run'))`;
      expect(await underWay()).toMatchObject({ result: "ok", found: "1 under way, all looked after" });
      expect((await examined())["run lock"]).toMatchObject({ result: "ok", found: expect.stringContaining("held by") });
      session.release();
    });
    await holder.end();
    await forget();
    expect(await underWay()).toMatchObject({ result: "ok", found: "no run is under way" });
  });

  test("of the schedulers are looked after as long as they give signs of life", async () => {
    await open("engine", "2 minutes");
    expect(await underWay()).toMatchObject({ result: "ok" });
    await open("engine", "4 minutes");
    expect(await underWay()).toMatchObject({
      result: "warning",
      remedy: expect.stringContaining("trialflow runs cancel"),
    });
    await forget();
  });
});

describe("schedulers", () => {
  test("are missed only where something waits for them", async () => {
    const schedulers = async () => (await examined())["schedulers"];
    expect(await schedulers()).toMatchObject({ result: "not_applicable" });
    await sql`insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, created_at)
      values (gen_random_uuid(), 'nightly', 's', 'manual', now(), 'queued', '[]', now())`;
    expect(await schedulers()).toMatchObject({ result: "warning", found: expect.stringContaining("under way: 1") });
    const url = new URL(warehouse.url);
    const { default: driver } = await import("postgres");
    const client = driver(url.href, { max: 1, connection: { application_name: schedulerApplicationName } });
    await client`select 1`;
    expect(await schedulers()).toMatchObject({ result: "ok" });
    await client.end();
    await sql`delete from ops.schedule_fires`;
  });

  test("take the turns of their queue in time, and end them", async () => {
    const queue = async () => (await examined())["turn queue"];
    expect(await queue()).toMatchObject({ result: "not_applicable" });
    const turns = await openTurnQueue(warehouse.url);
    await turns.offer({ run: { runId: "a" }, turn: 1 });
    expect(await queue()).toMatchObject({ result: "ok", found: expect.stringContaining("waiting: 1") });
    await sql`update engine.turn_queue set visible_at = visible_at - interval '6 minutes'`;
    expect(await queue()).toMatchObject({ result: "warning", found: expect.stringContaining("late: 1") });
    await sql`update engine.turn_queue set acquired_at = now() at time zone 'UTC'`;
    expect(await queue()).toMatchObject({ result: "ok" });
    await sql`update engine.turn_queue set attempts = 3`;
    expect(await queue()).toMatchObject({ result: "warning", found: expect.stringContaining("again: 1") });
    await sql`update engine.turn_queue set state = 'failed'`;
    expect(await queue()).toMatchObject({ result: "failed", found: expect.stringContaining("given up: 1") });
    await sql`delete from engine.turn_queue`;
    await turns.close();
  });
});

describe("the server", () => {
  test("that is short of memory for a login is found out", async () => {
    await loginAs("etl");
    await sql`alter role etl set work_mem = '64kB'`;
    const found = await examined({ DATABASE_URL: await loginAs("etl") });
    expect(found["server settings"]?.found).toContain("work_mem 0.0625 MB");
    await sql`alter role etl reset work_mem`;
  });

  test("is told with another database, too", async () => {
    const other = await createTestDatabase();
    const name = new URL(other.url).pathname.slice(1);
    expect((await examined({ DATABASE_URL: other.url }))["connection"]?.found).toContain(`database "${name}"`);
  });
});
