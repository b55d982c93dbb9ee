import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow plan and run --plan", () => {
  let workspace: Workspace;
  let second: string;
  let changed: string;
  let gone: string;

  beforeAll(async () => {
    workspace = await createWorkspace();
    const first = await workspace.writeTrials("trials-20200901.csv", 40);
    const lines = (await readFile(first, "utf8")).trimEnd().split("\n");
    const rows = lines.flatMap((line, index) => (/^\S+?,"NCT\d{8}"/.test(line) ? [index] : []));
    const [a = 0, b = 0] = [rows[0], rows.at(-1)];
    const number = (index: number) => /NCT\d{8}/.exec(lines[index] ?? "")?.[0] ?? "";
    [changed, gone] = [number(a), number(b)];
    lines[a] = (lines[a] ?? "").replace(/^([^,]*,"NCT\d{8}",)"[^"]*"/, '$1"A new title"');
    second = join(workspace.folder, "trials-20200902.csv");
    await writeFile(second, `${lines.slice(0, b).join("\n")}\n`);
    expect((await trialflow(["run", "--file", first], workspace.env)).code).toBe(0);
  });
  afterAll(() => workspace.remove());

  test("tell what a run would do, and do it", async () => {
    const { code, stdout } = await trialflow(["plan", "--file", second], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toContain("Plan 1: this is what a run would do. Nothing was done.");
    expect(stdout).toContain(`1 changed: ${changed}`);
    expect(stdout).toContain(`1 vanished: ${gone}`);
    expect(stdout).toMatch(/brief_title +1 +1\n/);
    expect(stdout).toContain("npx trialflow run --plan 1");

    const json = JSON.parse((await trialflow(["plan", "--file", second, "--json"], workspace.env)).stdout);
    expect(json).toMatchObject({
      planId: 2,
      isApplicable: true,
      files: [{ path: second }],
      outcome: { verdict: "changes", loads: [{ new: 0, changed: 1, unchanged: 38, vanished: 1 }] },
    });

    const run = await trialflow(["run", "--plan", "2", "--json"], workspace.env);
    expect(run.code).toBe(0);
    const { outcome } = json;
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: "succeeded",
      loads: [{ changed: 1, vanished: 1 }],
      published: outcome.published,
    });

    const again = await trialflow(["run", "--plan", "2"], workspace.env);
    expect(again).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Plan 2 was applied already") });
    const other = await trialflow(["run", "--plan", "1", "--json"], workspace.env);
    expect(other.code).toBe(1);
    expect(JSON.parse(other.stdout)).toMatchObject({ status: "failed", error: { reason: "PlanOutdated" } });
    expect(other.stderr).toContain("the newest load was 1 and is 2");
  });

  test("tell that nothing would change", async () => {
    const { code, stdout } = await trialflow(["plan", "--file", second], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Plan \d+: nothing would change/);
  });

  test("end with the gate's exit code when it would close, and cannot be applied", async () => {
    const bad = join(workspace.folder, "trials-20200903.csv");
    await writeFile(bad, (await readFile(second, "utf8")).replaceAll(/"(Recruiting|Completed)"/g, '"Paused for now"'));
    const { code, stdout, stderr } = await trialflow(["plan", "--file", bad], workspace.env);
    expect(code).toBe(3);
    expect(stdout).toContain("the quality gate would close");
    expect(stdout).toMatch(/fails +vocabulary_news_are_few/);
    expect(stderr).toContain("vocabulary_news_are_few");
    const id = /^Plan (\d+)/.exec(stdout)?.[1] ?? "";
    const run = await trialflow(["run", "--plan", id], workspace.env);
    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining(`Plan ${id} cannot be applied`) });
  });

  test("are listed with how they stand", async () => {
    const { code, stdout } = await trialflow(["plan", "list", "--json"], workspace.env);
    expect(code).toBe(0);
    const { total, plans } = JSON.parse(stdout);
    expect(plans).toMatchObject([
      { planId: 4, state: "gate_closed", because: expect.stringContaining("vocabulary_news_are_few") },
      { planId: 3, state: "open", because: null, new: 0, changed: 0, vanished: 0 },
      {
        planId: 2,
        state: "applied",
        appliedBy: expect.any(String),
        files: ["trials-20200902.csv"],
        new: 0,
        changed: 1,
        vanished: 1,
      },
      { planId: 1, state: "stale", because: expect.stringContaining("the newest load was 1 and is 2") },
    ]);
    expect(total).toBe(4);
    const text = (await trialflow(["plan", "list", "--limit", "3"], workspace.env)).stdout;
    expect(text).toMatch(/^plan {2}made +file +new +changed +vanished +state +because\n/);
    expect(text).toMatch(/\n {3}2 {2}.+ UTC {2}trials-20200902\.csv +0 +1 +1 {2}applied +applied by run /);
    expect(text).toContain("(4 plans, the newest 3 shown (--limit))");
    expect(text).toContain("Apply the newest open one: npx trialflow run --plan 3\n");
    expect((await trialflow(["plan", "list", "--limit", "1"], workspace.env)).stdout).toContain(
      "None of these can be applied any more.",
    );
  });

  test("stop at a signal, also while a statement waits, and leave nothing", async () => {
    const client = workspace.database.connect();
    const count = async () => (await client`select count(*)::int as count from ops.plans`)[0]?.["count"];
    const before = await count();
    const session = await client.reserve();
    await session`begin`;
    await session`lock table analytics.trial_changes in share row exclusive mode`;
    const third = await workspace.writeTrials("trials-20200904.csv", 45);
    const planning = start(["plan", "--file", third, "--json"], workspace.env);
    await planning.hasTold("publish ctgov-covid19 ...");
    const isWaiting = () =>
      client`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`;
    while ((await isWaiting()).length === 0);
    planning.kill("SIGINT");
    const { code, stdout, stderr } = await planning.finished;
    await session`rollback`;
    session.release();
    expect(code, stderr).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { tag: "Interrupted" } });
    expect(await count()).toBe(before);
    await client.end();
    expect(await trialflow(["plan", "--file", third], workspace.env)).toMatchObject({ code: 0 });
  });

  test("say what was expected in the place of wrong arguments", async () => {
    for (const [args, code, words] of [
      [["run", "--plan", "1", "--file", second], 2, "expected --plan alone"],
      [["run", "--plan", "x"], 2, "x"],
      [["run", "--plan", "99"], 1, "There is no plan 99. The newest plans:"],
      [["plan", "--file", second, "--snapshot-date", "2020-02-30"], 2, "expected a day as YYYY-MM-DD"],
      [["plan", "--file", "nowhere.csv"], 1, "nowhere.csv"],
    ] as const) {
      expect(await trialflow([...args], workspace.env)).toMatchObject({
        code,
        stderr: expect.stringContaining(words),
      });
    }
  });
});
