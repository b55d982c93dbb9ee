import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow history and diff", () => {
  let workspace: Workspace;
  let nctId: string;

  beforeAll(async () => {
    workspace = await createWorkspace();
    const first = await workspace.writeTrials("trials-20200901.csv", 40);
    const text = await readFile(first, "utf8");
    nctId = /NCT\d{8}/.exec(text)?.[0] ?? "";
    const second = join(first, "..", "trials-20200902.csv");
    const lines = text.split("\n");
    const changed = lines.findIndex((line) => line.includes(nctId));
    lines[changed] = (lines[changed] ?? "").replace(/^([^,]*,"NCT\d{8}",)"[^"]*"/, '$1"A new title"');
    await writeFile(second, lines.join("\n"));
    expect((await trialflow(["run", "--file", first, "--file", second], workspace.env)).code).toBe(0);
  });
  afterAll(() => workspace.remove());

  test("show the versions of a trial and what changed", async () => {
    const { code, stdout } = await trialflow(["history", nctId], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toContain("1. appeared 2020-09-01, until 2020-09-02");
    expect(stdout).toContain("2. changed 2020-09-02, still so");
    expect(stdout).toMatch(/ {3}brief_title: .+ -> A new title/);
    const json = JSON.parse((await trialflow(["history", nctId, "--json"], workspace.env)).stdout);
    expect(json).toMatchObject({
      nctId,
      versions: [{ event: "appeared", changes: [] }, { changes: [{ field: "brief_title", newValue: "A new title" }] }],
    });
  });

  test("show what changed between two days", async () => {
    const days = ["--from", "2020-09-01", "--to", "2020-09-02"];
    const { code, stdout } = await trialflow(["diff", ...days], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toContain("0 trials appeared, 1 changed, 0 vanished, 0 returned");
    expect(stdout).toContain(`2020-09-02  ${nctId}  brief_title:`);
    const other = await trialflow(["diff", ...days, "--field", "enrollment", "--json"], workspace.env);
    expect(JSON.parse(other.stdout)).toMatchObject({
      field: "enrollment",
      changes: [],
      events: { changed: 1 },
      notes: [],
    });
  });

  test("say where there is no snapshot to compare", async () => {
    const early = ["--from", "2020-08-01", "--to", "2020-09-01"];
    const first =
      "No snapshot is of 2020-08-01 or before: every trial of the first one, of 2020-09-01, counts as appeared.";
    expect((await trialflow(["diff", ...early], workspace.env)).stdout).toContain(`!! ${first}`);
    expect(JSON.parse((await trialflow(["diff", ...early, "--json"], workspace.env)).stdout)).toMatchObject({
      notes: [`${first} There are 2 snapshots, from 2020-09-01 to 2020-09-02.`],
      snapshots: { count: 2, before: null, within: ["2020-09-01"], after: "2020-09-02" },
    });
    const late = await trialflow(["diff", "--from", "2020-09-02", "--to", "2020-09-30"], workspace.env);
    expect(late).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("so no change is known: the last one before is of 2020-09-02."),
    });
  });

  test("take a trial's number in small letters", async () => {
    const { code, stdout } = await trialflow(["history", nctId.toLowerCase()], workspace.env);
    expect({ code, head: stdout.slice(0, 11) }).toEqual({ code: 0, head: nctId });
  });

  test("say what was expected in the place of a wrong argument", async () => {
    const unknown = await trialflow(["history", "NCT00000000", "--json"], workspace.env);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ status: "failed", error: { message: expect.any(String) } });
    for (const [args, code, words] of [
      [["history", "NCT1"], 2, '"NCT1" is no trial number; expected NCT and eight digits'],
      [["history", "NCT123456789"], 2, '"NCT123456789" is no trial number; expected NCT and eight digits'],
      [["history", "NCT00000000"], 1, "NCT00000000 was never published here"],
      [["history", "NCT00000000"], 1, "40 trials are published; trialflow status shows from which file"],
      [["diff", "--from", "2020-09-01", "--to", "2020-09-02", "--field", "Status"], 2, "Did you mean overall_status?"],
      [
        ["diff", "--from", "2020-09-01", "--to", "2020-09-02", "--field", "xyzzy"],
        2,
        'There is no field "xyzzy". Expected one of: brief_title,',
      ],
      [["diff", "--from", "2020-09-01", "--to", "2020-09-02", "--field", "lead_sponsor"], 2, "expected sponsors"],
      [
        ["diff", "--from", "2020-02-30", "--to", "2020-09-02"],
        2,
        '--from is "2020-02-30"; expected a day as YYYY-MM-DD',
      ],
      [["diff", "--from", "2020-09-02", "--to", "2020-09-01"], 2, "expected an earlier day"],
    ] as const) {
      const outcome = await trialflow([...args], workspace.env);
      expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
    }
  });
});
