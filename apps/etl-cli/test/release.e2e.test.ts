import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow release", () => {
  let workspace: Workspace;
  const release = (...args: ReadonlyArray<string>) => trialflow(["release", ...args], workspace.env);

  beforeAll(async () => {
    workspace = await createWorkspace();
    const first = await workspace.writeTrials("first.csv", 40);
    const second = join(workspace.folder, "second.csv");
    const lines = (await readFile(first, "utf8")).trimEnd().split("\n");
    await writeFile(second, `${lines.slice(0, -1).join("\n")}\n`);
    expect(await release("create", "early")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no audit log here"),
    });
    expect((await trialflow(["run", "--file", first], workspace.env)).code).toBe(0);
    expect(await release("list")).toMatchObject({ code: 0, stdout: expect.stringContaining("No release yet") });
    const made = await release("create", "r1", "--reason", "table 2 of the report");
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toMatch(/^Release r1: load 1, \d+ tables, 40 trials\.\n.*\n6:[0-9a-f]{64}\n$/);
    expect(await release("verify", "r1")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Analytics says what release r1 says, in all \d+ tables\.\n/),
    });
    expect((await trialflow(["run", "--file", second], workspace.env)).code).toBe(0);
    expect((await release("create", "r2")).code).toBe(0);
  });
  afterAll(() => workspace.remove());

  test("lists the releases", async () => {
    const { stdout } = await release("list");
    expect(stdout).toMatch(/\nr1 .+ 40 +6 .+ table 2 of the report\nr2 .+ 39 /);
    expect(JSON.parse((await release("list", "--json")).stdout).releases).toMatchObject([
      { name: "r1", files: [{ fileName: "first.csv" }], manifest: { trials: { rows: 40 } } },
      { name: "r2", files: [{ fileName: "first.csv" }, { fileName: "second.csv" }] },
    ]);
  });

  test("tells that analytics has moved on, with exit code 5", async () => {
    const moved = await release("verify", "r1");
    expect(moved.code).toBe(5);
    expect(moved.stdout).toMatch(
      /^Analytics does NOT say what release r1 says\.\nThe release has load 1; published now is load 2\.\n/,
    );
    expect(moved.stdout).toContain("table_content: analytics.trials\n    found     39 rows with hash ");
    expect(moved.stderr).toMatch(/^error: Analytics has another content than release r1\. \d+ findings/);
    expect(JSON.parse((await release("verify", "r1", "--json")).stdout)).toMatchObject({
      status: "different",
      publishedLoadId: 2,
      release: { name: "r1", published_load_id: 1 },
    });
    expect(await release("verify", "r2")).toMatchObject({ code: 0 });
  });

  test("compares two releases", async () => {
    const { stdout } = await release("diff", "r1", "r2");
    expect(stdout).toMatch(/^\d+ of \d+ tables differ between r1 and r2\.\n/);
    expect(stdout).toMatch(/\n {2}analytics\.trials +40 {2}[0-9a-f]{12} +39 {2}[0-9a-f]{12}\n/);
    expect(stdout).toMatch(/\n {2}\+ second\.csv {2}load 2 {2}[0-9a-f]{64}\n/);
    const json = JSON.parse((await release("diff", "r2", "r1", "--json")).stdout);
    expect(json).toMatchObject({ removedFiles: [{ fileName: "second.csv" }], addedFiles: [] });
    expect((await release("diff", "r1", "r1")).stdout).toMatch(
      /^r1 and r1 have the same content in all \d+ tables\.\n/,
    );
  });

  test.each([
    [["create", "a name"], 2, '"a name" is no name for a release; expected'],
    [["create", "r1"], 1, 'There is a release "r1" already'],
    [["verify", "r9"], 1, 'There is no release "r9". Did you mean r1? Expected one of: r1, r2.'],
    [["diff", "r1", "R2"], 1, 'There is no release "R2". Did you mean r2? Expected one of: r2, r1.'],
  ] as const)("%s is refused", async (args, code, words) => {
    expect(await release(...args)).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
    const { stdout } = await release(...args, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", error: { message: expect.stringContaining(words) } });
  });

  test("leaves an audit log that is whole, the refused attempt included", async () => {
    const { stdout } = await trialflow(["audit", "list", "--act", "release_failed", "--json"], workspace.env);
    expect(JSON.parse(stdout).entries).toMatchObject([{ subject: "r1" }, { subject: "r1" }]);
    expect(await trialflow(["audit", "verify"], workspace.env)).toMatchObject({ code: 0 });
  });
});
