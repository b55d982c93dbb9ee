import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow run with snapshots and increments", () => {
  let workspace: Workspace;
  let newer: string;
  let older: string;
  let part: string;

  const count = async (from: string) => {
    const sql = `select count(*) as n from ${from}`;
    const { stdout, stderr } = await trialflow(["sql", sql, "--format", "csv"], workspace.env);
    return Number(stdout.split("\n")[1] ?? stderr);
  };

  beforeAll(async () => {
    workspace = await createWorkspace();
    newer = await workspace.writeTrials("trials-20200902.csv", 40);
    const [header = "", ...rows] = (await readFile(newer, "utf8")).split("\n");
    older = join(newer, "..", "trials-20200901.csv");
    await writeFile(older, [header, ...rows.slice(0, 30), ""].join("\n"));
    part = join(newer, "..", "part.csv");
    const other = (rows[3] ?? "").replace(/^([^,]*,"NCT\d{8}",)"[^"]*"/, '$1"A new title"');
    await writeFile(part, [header, other, ""].join("\n"));
    expect(await trialflow(["run", "--file", newer], workspace.env)).toMatchObject({ code: 0 });
  });
  afterAll(() => workspace.remove());

  test("refuses an older one, says how it would go, and inserts it when told to", async () => {
    const refused = await trialflow(["run", "--file", older], workspace.env);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("--insert-into-past") });
    expect(await count("analytics.trials_as_of('2020-09-01')")).toBe(0);
    const { code, stderr } = await trialflow(["run", "--file", older, "--insert-into-past"], workspace.env);
    expect(code, stderr).toBe(0);
    expect(await count("analytics.trials_as_of('2020-09-01')")).toBe(30);
    expect(await count("analytics.trials")).toBe(40);
  });

  test("takes an increment of a day that is given, and keeps the other trials", async () => {
    const args = ["run", "--file", part, "--increment", "--snapshot-date", "2020-09-03", "--json"];
    const { code, stdout, stderr } = await trialflow(args, workspace.env);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      loads: [{ extent: "increment", snapshotDate: "2020-09-03", read: 1, changed: 1, vanished: 0, lane: "copy" }],
    });
    expect(await count("analytics.trials")).toBe(40);
    expect(await count("analytics.trials where brief_title = 'A new title'")).toBe(1);
    expect(await count("analytics.trials_as_of('2020-09-02') where brief_title = 'A new title'")).toBe(0);
  });

  test("refuses a name with eight digits that are no date, unless the day is given", async () => {
    const misspelt = join(newer, "..", "v-20200931.csv");
    await writeFile(misspelt, await readFile(part, "utf8"));
    const words =
      "The name of v-20200931.csv has 20200931, which is no day of the calendar; expected a date as yyyyMMdd";
    const refused = await trialflow(["run", "--file", misspelt], workspace.env);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
    expect(refused.stdout).toContain("No step was finished: the data is as it was.\n");
    expect(await trialflow(["plan", "--file", misspelt], workspace.env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--snapshot-date YYYY-MM-DD"),
    });
    const args = ["run", "--file", misspelt, "--snapshot-date", "2020-09-30", "--increment"];
    const { code, stderr } = await trialflow(args, workspace.env);
    expect(code, stderr).toBe(0);
  });

  test("says what is expected of a date", async () => {
    for (const [args, code, words] of [
      [["--file", part, "--snapshot-date", "3.9.2020"], 2, '"3.9.2020"; expected a day as YYYY-MM-DD'],
      [["--file", newer, "--snapshot-date", "2020-09-05"], 2, "trials-20200902.csv says 2020-09-02"],
      [["--file", part, "--snapshot-date", "2999-01-01"], 2, "expected a day from 2000-01-01 to"],
      [["--file", part, "--insert-into-past"], 2, "its name has no date"],
      [["--file", newer, "--file", part, "--snapshot-date", "2020-09-05"], 2, "expected with one file"],
    ] as const) {
      expect(await trialflow(["run", ...args], workspace.env)).toMatchObject({
        code,
        stderr: expect.stringContaining(words),
      });
    }
  });
});
