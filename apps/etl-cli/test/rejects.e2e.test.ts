import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow rejects", () => {
  let workspace: Workspace;
  let env: Readonly<Record<string, string>>;
  let file: string;

  const json = async (...args: ReadonlyArray<string>) =>
    JSON.parse((await trialflow(["rejects", ...args, "--json"], env)).stdout);

  /** Two of 200 trials have a status that nobody knows; one row is no row. The limit allows one such status. */
  beforeAll(async () => {
    workspace = await createWorkspace();
    env = { ...workspace.env, TRIALFLOW_QUALITY_REJECT_LIMITS: "unknown_overall_status=1" };
    file = join(workspace.folder, "trials.csv");
    const lines = (await readFile(await workspace.writeTrials("good.csv", 200), "utf8")).split("\n");
    const known = /"(Completed|Recruiting)"/;
    const chosen = new Set(lines.filter((line) => known.test(line)).slice(0, 2));
    const spoilt = lines.map((line) => (chosen.has(line) ? line.replace(known, '"Paused for now"') : line));
    await writeFile(file, [...spoilt.filter((line) => line !== ""), "1,2,3", ""].join("\n"));
  });
  afterAll(() => workspace.remove());

  test("say before the first run that there are none", async () => {
    expect(await trialflow(["rejects", "list"], env)).toMatchObject({
      code: 0,
      stdout: "There are no open rejects of this kind.\n",
    });
  });

  test("a run tells the news of the vocabulary, and the gate what to do about a limit", async () => {
    const { code, stdout, stderr } = await trialflow(["run", "--file", file], env);
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /Vocabulary news .+\n {2}value +field +trials +share +reason\n {2}Paused for now +status +2 +1\.00 % +unknown_overall_status\n/,
    );
    expect(stderr).toContain("more than the limit of 1 trials");
    expect(stderr).toContain("trialflow rejects waive --reason unknown_overall_status");
    const document = JSON.parse((await trialflow(["run", "--file", file, "--json"], env)).stdout);
    expect(document).toMatchObject({
      status: "gate_failed",
      vocabularyNews: [{ value: "Paused for now", field: "status", count: 2, share: 0.01 }],
      error: { message: expect.stringContaining("TRIALFLOW_QUALITY_REJECT_LIMITS") },
    });
  });

  test("list shows what is open, narrowed as told", async () => {
    const { code, stdout } = await trialflow(["rejects", "list", "--reason", "unknown_overall_status"], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^reject +state +trial +load +line +where +reason +text\n/);
    expect(stdout).toMatch(/open +NCT\d{8} +1 +\d+ +status +unknown_overall_status +Paused for now/);
    expect(stdout).toContain("(2 open rejects)");
    expect((await json("list", "--scope", "file_row")).rejects).toMatchObject([
      { reason: "too_few_cells", rawText: "1,2,3" },
    ]);
    const limited = await json("list", "--field", "status", "--limit", "1");
    expect(limited).toMatchObject({ total: 2, rejects: [{ kind: "vocabulary_news" }] });
    const [{ nctId, loadId }] = limited.rejects;
    expect((await json("list", "--trial", nctId, "--load", String(loadId), "--state", "all")).total).toBe(1);
    expect((await json("list", "--state", "waived")).total).toBe(0);
  });

  test("waive demands a reason", async () => {
    for (const args of [
      ["--reason", "unknown_overall_status"],
      ["1", "--because", " "],
    ]) {
      expect(await trialflow(["rejects", "waive", ...args], env)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining(
          'A waiver needs a reason that others can read later; nothing was done. Add --because "TEXT".',
        ),
      });
    }
  });

  test("what is waived keeps no gate closed, and show tells its life", async () => {
    const [{ rejectId }] = (await json("list", "--field", "status")).rejects;
    const waived = await trialflow(
      ["rejects", "waive", String(rejectId), "--because", "paused trials are no news"],
      env,
    );
    expect(waived).toMatchObject({ code: 0, stdout: expect.stringContaining("Waived 1 reject (run ") });
    expect((await trialflow(["run", "--file", file], env)).code).toBe(0);
    const { stdout } = await trialflow(["rejects", "show", String(rejectId)], env);
    expect(stdout).toContain(`Reject ${rejectId}: unknown_overall_status, waived`);
    expect(stdout).toMatch(/file {4}trials\.csv \(load 1\), line \d+, row \d+/);
    expect(stdout).toContain("waived: paused trials are no news");
    expect(await json("show", String(rejectId))).toMatchObject({
      state: "waived",
      fileName: "trials.csv",
      outcomes: [{ outcome: "waived", because: "paused trials are no news", osUser: expect.any(String) }],
    });
    const again = await trialflow(["rejects", "waive", String(rejectId), "--because", "again"], env);
    expect(again.stdout).toContain("Nothing was open: nothing was waived.");
  });

  test("replay says when nothing changed, and brings a row that can be read now to analysts", async () => {
    expect((await trialflow(["rejects", "replay"], env)).stdout).toContain("Nothing changed: the rules");
    const sql = workspace.database.connect();
    const [row] = await sql<[{ text: string }]>`
      select raw_text as text from ops.rejects where scope = 'file_row'`;
    expect(row.text).toBe("1,2,3");
    const lines = (await readFile(join(workspace.folder, "good.csv"), "utf8")).split("\n");
    const rescued = (lines[1] ?? "").replace(/NCT\d{8}/g, "NCT99999999");
    await sql`update ops.rejects set raw_text = ${rescued}, rule_version = 'older' where scope = 'file_row'`;
    await sql.end();
    const rehearsed = await trialflow(["rejects", "replay", "--reason", "too_few_cells", "--dry-run"], env);
    expect(rehearsed.stdout).toContain("would give: 1 of 1 resolved, 0 rejected again. Nothing was done.");
    const { code, stdout } = await trialflow(["rejects", "replay", "--reason", "too_few_cells"], env);
    expect(code).toBe(0);
    expect(stdout).toContain("1 of 1 resolved, 0 rejected again (run ");
    expect(stdout).toContain("NCT99999999, new");
    expect((await trialflow(["history", "NCT99999999"], env)).code).toBe(0);
  });

  test("a reason and a column that nothing was set aside for are answered by an empty list", async () => {
    for (const args of [
      ["--reason", "nul_byte"],
      ["--field", "acronym"],
      ["--trial", "nct00000001"],
    ]) {
      const { code, stdout } = await trialflow(["rejects", "list", ...args, "--json"], env);
      expect({ code, list: JSON.parse(stdout) }).toEqual({ code: 0, list: { total: 0, rejects: [] } });
    }
  });

  test("say what was expected in the place of a wrong argument", async () => {
    for (const [args, code, words] of [
      [["list", "--trial", "NCT1"], 2, '--trial is "NCT1"; expected NCT and eight digits'],
      [["list", "--reason", "unknown_contry"], 2, "Did you mean unknown_country?"],
      [["list", "--reason", "unknown_planet"], 2, 'There is no reason code "unknown_planet". The quarantine has: '],
      [["list", "--field", "location"], 2, 'There is no raw column "location".'],
      [["list", "--load", "99"], 1, "There is no load 99. Expected one of: "],
      [["replay", "--load", "99"], 1, "There is no load 99. Expected one of: "],
      [["list", "--limit", "0"], 2, "--limit is 0; expected 1 or more"],
      [["list", "--state", "gone"], 2, '"superseded"'],
      [["show", "0"], 2, '"0" is no number of a reject'],
      [["show", "4711"], 1, "There is no reject 4711"],
      [["replay", "4711"], 1, "There is no reject 4711; nothing was done"],
      [["replay", "1", "--reason", "x"], 2, "Give either numbers of rejects or --reason and --load"],
      [["waive", "--because", "so"], 2, "Which rejects? Nothing was done."],
      [["waive", "--reason", "unknown_planet", "--because", "so"], 1, 'No reject has the reason "unknown_planet"'],
    ] as const) {
      const outcome = await trialflow(["rejects", ...args], env);
      expect(outcome, outcome.stderr).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
    }
  });
});
