import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bin, environment, node, repository, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow sql", () => {
  let workspace: Workspace;
  const sql = (...args: ReadonlyArray<string>) => trialflow(["sql", ...args], workspace.env);
  beforeAll(async () => {
    workspace = await createWorkspace();
    await trialflow(["db", "migrate"], workspace.env);
  });
  afterAll(() => workspace.remove());

  const statement =
    "select 1 as id, 'a \"b\", c' as text, null::text as nothing, '' as empty union all select 20, E'x\\ny', 'z', 'w'";

  test("prints an aligned table, null as ∅, line breaks as escapes", async () => {
    const { code, stdout } = await sql(statement);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "id  text      nothing  empty",
      ' 1  a "b", c  ∅',
      "20  x\\ny      z        w",
      "(2 rows)",
      "",
    ]);
  });

  test("prints CSV in which null and an empty text differ", async () => {
    const { stdout } = await sql(statement, "--format", "csv");
    expect(stdout).toBe('id,text,nothing,empty\n1,"a ""b"", c",,""\n20,"x\ny",z,w\n');
  });

  test("prints JSON objects", async () => {
    const { stdout } = await sql(statement, "--format", "json");
    expect(JSON.parse(stdout)).toEqual([
      { id: 1, text: 'a "b", c', nothing: null, empty: "" },
      { id: 20, text: "x\ny", nothing: "z", empty: "w" },
    ]);
  });

  test("reads the statement from standard input", async () => {
    const { code, stdout } = await trialflow(
      ["sql", "-", "--format", "csv"],
      workspace.env,
      "select 42 as answer\n;\n",
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "answer\n42\n" });
  });

  test("takes an empty statement for a mistake of usage, also from a closed standard input", async () => {
    expect(await sql("  ")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("empty") });
    expect(await sql("-")).toMatchObject({ code: 2, stdout: "" });
  });

  test.each([
    ["insert into analytics.study_types values ('X', 'x')", "25006"],
    ["create table public.t (a int)", "25006"],
    ["select 1; drop table analytics.trials", "42601"],
    ["select 1; commit; drop table analytics.trials", "42601"],
    ["selec 1", "42601"],
    ["select * from analytics.no_such_table", "42P01"],
  ])("refuses %s and tells SQLSTATE %s", async (text, sqlState) => {
    const { code, stdout, stderr } = await sql(text);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^error: .+\\(SQLSTATE ${sqlState}\\)`));
    const client = workspace.database.connect();
    const [row] =
      await client`select to_regclass('analytics.trials')::text as trials, to_regclass('public.t')::text as made`;
    await client.end();
    expect(row).toEqual({ trials: "analytics.trials", made: null });
  });

  test.each([
    ["analyst", "analytics.trials", ["ops.runs", "raw.ctgov_legacy_csv", "staging.trials"]],
    ["auditor", "ops.runs", ["analytics.trials", "staging.trials"]],
    ["etl", "staging.trials", []],
  ] as const)("gives --as %s the rights of that role", async (role, may, mayNot) => {
    expect(await sql(`select count(*) from ${may}`, "--as", role)).toMatchObject({ code: 0 });
    for (const table of mayNot) {
      const { code, stderr } = await sql(`select * from ${table}`, "--as", role);
      expect(code).toBe(1);
      expect(stderr).toContain("(SQLSTATE 42501)");
    }
  });

  test("does not mind a reader that leaves early", () => {
    const { status, stderr, stdout } = spawnSync(
      "bash",
      ["-c", `set -o pipefail; "${node}" "${bin}" sql "select * from generate_series(1, 200000) as n" | head -n 1`],
      { cwd: repository, env: environment(workspace.env), encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.trim()).toBe("n");
  });
});
