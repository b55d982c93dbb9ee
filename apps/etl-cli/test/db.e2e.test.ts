import { databaseRoles } from "@trialflow/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow db", () => {
  let workspace: Workspace;
  const db = (...args: ReadonlyArray<string>) => trialflow(["db", ...args], workspace.env);
  const name = () => new URL(workspace.database.url).pathname.slice(1);
  beforeAll(async () => {
    workspace = await createWorkspace();
  });
  afterAll(() => workspace.remove());

  test("migrates once and then says that nothing is to be done", async () => {
    expect(await db("migrate")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Applied (\d+) of \1 migrations/),
    });
    expect(await db("migrate")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^The database is up to date/),
    });
  });

  test("masks the password of the URL unless it is asked for", async () => {
    const { code, stdout } = await db("url");
    expect(code).toBe(0);
    const { password } = new URL(workspace.database.url);
    expect(password).not.toBe("");
    expect(stdout.trim()).toBe(workspace.database.url.replace(`:${password}@`, ":****@"));
    expect((await db("url", "--show-password")).stdout.trim()).toBe(workspace.database.url);
  });

  test("lists every role", async () => {
    const { code, stdout } = await db("roles");
    expect(code).toBe(0);
    for (const { name, purpose } of databaseRoles) expect(stdout).toMatch(new RegExp(`\n${name} .*${purpose}`));
  });

  test("does not reset without confirmation, or for another database, and says what would be lost", async () => {
    const trials = await workspace.writeTrials("trials-20200901.csv", 40);
    expect(await trialflow(["run", "--file", trials], workspace.env)).toMatchObject({ code: 0 });
    for (const args of [["reset"], ["reset", "--yes"], ["reset", "--yes", "--database", "other"]]) {
      const { code, stdout, stderr } = await db(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).toContain("40 published trials");
      expect(stderr).toMatch(/error: Nothing was done.*/);
      expect(stderr).toContain(name());
    }
    const client = workspace.database.connect();
    const [row] = await client`select count(*)::int as trials from analytics.trials`;
    await client.end();
    expect(row).toEqual({ trials: 40 });
  });

  test("does not reset while the schedulers carry a run", async () => {
    const sql = workspace.database.connect();
    const run = "11111111-2222-4333-8444-555555555555";
    await sql`insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments, carrier, heartbeat_at)
      values (${run}, 'scheduler', 'running', now(), '1', 'me', 'here', '{}', 'engine', now())`;
    const { code, stderr } = await db("reset", "--yes", "--database", name());
    await sql`update ops.runs set status = 'succeeded' where run_id = ${run}`;
    await sql.end();
    expect(code).toBe(4);
    expect(stderr).toContain(run);
  });

  test("resets a confirmed database to an empty, migrated one that says so in its audit log", async () => {
    const { code, stderr } = await db("reset", "--yes", "--database", name());
    expect(code, stderr).toBe(0);
    const client = workspace.database.connect();
    const [row] =
      await client`select (select count(*)::int from analytics.trials) as trials, (select count(*)::int from ops.runs) as runs`;
    const acts = await client`select act from ops.audit_log order by 1`;
    await client.end();
    expect(row).toEqual({ trials: 0, runs: 0 });
    expect(acts.map(({ act }) => act)).toEqual(["migrate", "reset"]);
    expect(await trialflow(["run"], workspace.env)).toMatchObject({ code: 0 });
  });
});
