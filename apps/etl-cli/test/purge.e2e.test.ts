import { Schema } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PurgeDocument } from "../src/document/PurgeDocument.ts";
import { start, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const readDocument = (stdout: string) =>
  Schema.decodeUnknownSync(PurgeDocument)(JSON.parse(stdout), { onExcessProperty: "error" });

describe("trialflow purge", () => {
  let workspace: Workspace;
  let sql: postgres.Sql;
  beforeAll(async () => {
    workspace = await createWorkspace();
    sql = workspace.database.connect();
  });
  afterAll(async () => {
    await sql.end();
    await workspace.remove();
  });

  const addFires = (count: number) => sql`
    insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, created_at, finished_at)
    select gen_random_uuid(), 'nightly', 's', 'backfill', now() - interval '500 days', 'succeeded', '[]', now() - interval '500 days' - n * interval '1 second', now() - interval '500 days'
    from generate_series(1, ${count}) n`;
  const countFires = async () => (await sql`select count(*)::int as n from ops.schedule_fires`)[0]?.["n"] as number;
  const recorded = async () =>
    (
      await sql`select coalesce(sum((details #>> '{removed,ops.schedule_fires}')::int), 0)::int as n from ops.audit_log where act = 'purge'`
    )[0]?.["n"];

  test("says what is missing where there is no database, and makes none", async () => {
    expect(await trialflow(["purge"], workspace.env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no audit log here"),
    });
  });

  test("of a dry run says what would go and what never does, and removes nothing", async () => {
    const file = await workspace.writeTrials("trials.csv", 40);
    expect(await trialflow(["run", "--file", file], workspace.env)).toMatchObject({ code: 0 });
    await addFires(2500);
    const { code, stdout } = await trialflow(["purge", "--dry-run"], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toContain("Nothing was removed. This is what would go:");
    expect(stdout).toMatch(/fires that are over +400d +\S+ \S+ UTC +2,500 ops\.schedule_fires/);
    expect(stdout).toMatch(/archived files +ever\n/);
    expect(stdout).toContain("ops.audit_log: about");
    expect(await countFires()).toBe(2500);
    expect(await recorded()).toBe(0);
  });

  test("killed in the middle has removed what the audit log says; run again it removes the rest", async () => {
    const other = workspace.database.connect();
    let release = () => {};
    const held = other.begin(async (tx) => {
      await tx`select 1 from ops.schedule_fires
        where fire_id = (select fire_id from ops.schedule_fires order by created_at offset 1700 limit 1) for update`;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const purging = start(["purge"], workspace.env);
    const isBlocked = async () =>
      (
        await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%delete from%'`
      ).length > 0;
    for (let turn = 0; turn < 500 && !(await isBlocked()); turn++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    purging.kill("SIGKILL");
    expect((await purging.finished).code).toBeNull();
    release();
    await held;
    await other.end();
    // The server may still finish the statement of the process that is gone, and then undoes it.
    const isOver = async () =>
      (await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = 'trialflow'`)
        .length === 0;
    for (let turn = 0; turn < 500 && !(await isOver()); turn++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await countFires()).toBe(1500);
    expect(await recorded()).toBe(1000);

    const again = readDocument((await trialflow(["purge", "--json"], workspace.env)).stdout);
    expect(again).toMatchObject({ status: "purged" });
    expect(again.outcomes.find(({ subject }) => subject === "fires")?.removed).toEqual({ "ops.schedule_fires": 1500 });
    expect(await countFires()).toBe(0);
    expect(await recorded()).toBe(2500);
    expect(await trialflow(["audit", "verify"], workspace.env)).toMatchObject({ code: 0 });
  });

  test("follows the policy of the environment, and refuses one that cannot be meant", async () => {
    await addFires(3);
    const kept = await trialflow(["purge"], { ...workspace.env, TRIALFLOW_RETENTION_FIRES: "forever" });
    expect(kept).toMatchObject({ code: 0 });
    expect(await countFires()).toBe(3);
    const wrong = await trialflow(["purge", "--json"], { ...workspace.env, TRIALFLOW_RETENTION_FIRES: "1 second" });
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("at least 1 hour") });
    expect(JSON.parse(wrong.stdout)).toMatchObject({ status: "failed" });
    expect(await countFires()).toBe(3);
  });
});
