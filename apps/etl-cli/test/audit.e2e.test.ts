import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

let workspace: Workspace;
let file: string;
const audit = (...args: ReadonlyArray<string>) => trialflow(["audit", ...args], workspace.env);

/** Changes what nobody may change, as a superuser can. */
const tamper = async (statement: string) => {
  const sql = workspace.database.connect();
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });
  await sql.end();
};

beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.remove());

test("where there is no audit log, every command says so", async () => {
  for (const args of [["verify"], ["list"], ["anchor"], ["export"], ["show", "1"]]) {
    expect(await audit(...args)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("There is no audit log here"),
    });
  }
  expect(JSON.parse((await audit("verify", "--json")).stdout)).toMatchObject({
    status: "failed",
    error: { tag: "PipelineError", reason: "NotReady" },
  });
});

describe("after a run", () => {
  beforeAll(async () => {
    file = await workspace.writeTrials("trials.csv", 40);
    expect((await trialflow(["run", "--file", file], workspace.env)).code).toBe(0);
    expect((await trialflow(["run", "--file", join(workspace.folder, "none.csv")], workspace.env)).code).toBe(1);
  });

  test("verify finds everything as it was written", async () => {
    const { code, stdout, stderr } = await audit("verify");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Everything is as the audit log says\.\n/);
    expect(stdout).toMatch(/\n {2}6:[0-9a-f]{64}\n$/);
    expect(JSON.parse((await audit("verify", "--json")).stdout)).toMatchObject({
      status: "intact",
      entries: 6,
      loads: 1,
      findings: [],
    });
  });

  test("list tells what was done, also what failed, the newest first", async () => {
    const { stdout } = await audit("list");
    expect(stdout).toMatch(/^entry {2}when +act +subject +by +reason or error\n/);
    expect([...stdout.matchAll(/UTC {2}(\w+)/g)].map(([, act]) => act)).toEqual([
      ...["acquire_failed", "publish", "check", "transform", "load", "migrate"],
    ]);
    const one = await audit("list", "--act", "load", "--since", "2020-01-01", "--limit", "3", "--json");
    expect(JSON.parse(one.stdout).entries).toMatchObject([
      { act: "load", subject: file, content_hash: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect((await audit("list", "--since", "2999-01-01")).stdout).toBe("No entry.\n");
  });

  test("show tells all of an entry", async () => {
    const { stdout } = await audit("show", "5");
    expect(stdout).toMatch(/^entry +5\n/);
    expect(stdout).toMatch(/\n {2}trials +\d+ {2}[0-9a-f]{64}\n/);
    expect(JSON.parse((await audit("show", "5", "--json")).stdout)).toMatchObject({ entry_id: 5, act: "publish" });
  });

  test("export gives what the page's program needs to verify the log elsewhere, and an edited line is found there", async () => {
    const out = join(workspace.folder, "audit.jsonl");
    expect(await audit("export", "--out", out)).toMatchObject({
      code: 0,
      stdout: "",
      stderr: `Wrote 6 entries to ${out}.\n`,
    });
    expect((await audit("export")).stdout).toBe(await readFile(out, "utf8"));
    expect(await audit("export", "--out", out)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("expected the path of a new file"),
    });

    const page = await readFile(join(repository, "docs/audit.md"), "utf8");
    const program = /```python\n([\s\S]+?)```/.exec(page)?.[1] ?? "";
    const verify = () => spawnSync("python3", ["-c", program, out], { encoding: "utf8" });
    if (verify().error !== undefined) return console.log("skipped: python3 is not there");
    const { hash } = JSON.parse((await readFile(out, "utf8")).trimEnd().split("\n").at(-1) ?? "");
    expect(verify()).toMatchObject({ status: 0, stdout: `6 entries, the chain is whole, its head is 6:${hash}\n` });
    await writeFile(out, (await readFile(out, "utf8")).replaceAll('"transform', '"transformed'));
    expect(verify()).toMatchObject({ status: 1, stderr: expect.stringContaining("entry 3") });
  });

  test("an anchor is kept outside and must still hold", async () => {
    const anchors = join(workspace.folder, "anchors.txt");
    const { stdout } = await audit("anchor");
    expect(stdout).toMatch(/^6:[0-9a-f]{64}\n$/);
    await writeFile(anchors, `# kept elsewhere\n${stdout}\n`);
    for (const value of [anchors, stdout.trim(), stdout.trim().slice(2)]) {
      expect(await audit("verify", "--anchor", value)).toMatchObject({ code: 0 });
    }
    const other = await audit("verify", "--anchor", `9:${"0".repeat(64)}`);
    expect(other.code).toBe(5);
    expect(other.stdout).toContain(
      "cut_off: entries 7 to 9 and what came after\n    found     the log ends with entry 6\n",
    );
  });

  test("an auditor's own login is enough to verify", async () => {
    const sql = workspace.database.connect();
    const login = `auditor_${process.pid}`;
    await sql.unsafe(`create role ${login} login password 'secret' in role auditor`);
    const url = new URL(workspace.database.url);
    url.username = login;
    url.password = "secret";
    const env = { ...workspace.env, DATABASE_URL: url.href };
    expect(await trialflow(["audit", "verify"], env)).toMatchObject({ code: 0, stderr: "" });
    expect(await trialflow(["sql", "select * from analytics.trials"], env)).toMatchObject({ code: 1 });
    await sql.unsafe(`drop role ${login}`);
    await sql.end();
  });

  test.each([
    [["list", "--since", "yesterday"], '--since is "yesterday"; expected a day as YYYY-MM-DD'],
    [["list", "--act", "publsh"], 'There is no act "publsh". Did you mean publish? Expected one of: publish, '],
    [["list", "--act", "Load"], "Did you mean load?"],
    [["list", "--limit", "0"], "--limit is 0; expected 1 or more"],
    [
      ["verify", "--anchor", "/nowhere/at-all"],
      'is "/nowhere/at-all", which is no file that can be read; expected 12:0f3a',
    ],
  ])("%s is refused with what was expected", async (args, words) => {
    expect(await audit(...args)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(words) });
    const json = await audit(...args, "--json");
    expect(json.code).toBe(2);
    const message = expect.stringContaining(words);
    expect(JSON.parse(json.stdout)).toEqual({ status: "failed", error: { tag: "UsageError", reason: null, message } });
  });

  test("an entry that is not there is a failure", async () => {
    expect(await audit("show", "99")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("has no entry 99: its entries are 1 to "),
    });
  });

  test("an act that was not done yet is known all the same", async () => {
    expect(await audit("list", "--act", "publish_past")).toMatchObject({ code: 0, stdout: "No entry.\n" });
  });

  test("tampering ends with exit code 5 and names the place", async () => {
    await tamper(
      "update analytics.trials set enrollment = 123456 where nct_id = (select min(nct_id) from analytics.trials)",
    );
    const data = await audit("verify");
    expect(data.code).toBe(5);
    expect(data.stdout).toContain("table_content: analytics.trials\n    found     40 rows with hash ");
    expect(data.stderr).toMatch(
      /^error: The evidence is broken: .* 1 finding, the first: table_content at analytics\.trials\.\n$/,
    );

    await tamper("update ops.audit_log set os_user = 'nobody' where entry_id = 2");
    const both = await audit("verify", "--json");
    expect(both.code).toBe(5);
    expect(JSON.parse(both.stdout)).toMatchObject({
      status: "broken",
      findings: [{ kind: "edited_entry", place: "entry 2" }, { kind: "table_content" }],
    });
  });

  test("a reset begins a new log, which names the end of the old one", async () => {
    const old = (await audit("anchor")).stdout.trim();
    const name = new URL(workspace.database.url).pathname.slice(1);
    expect((await trialflow(["db", "reset", "--yes", "--database", name], workspace.env)).code).toBe(0);
    expect(JSON.parse((await audit("show", "2", "--json")).stdout)).toMatchObject({
      act: "reset",
      details: { previous_head: old },
    });
    expect((await audit("verify")).code).toBe(0);
  });
});
