import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("trialflow trace", () => {
  let workspace: Workspace;
  let lines: ReadonlyArray<string>;
  let nctId: string;
  const trace = (...args: ReadonlyArray<string>) => trialflow(["trace", ...args], workspace.env);

  beforeAll(async () => {
    workspace = await createWorkspace();
    const empty = await trace("NCT04280705");
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining("nothing has been loaded yet") });

    const path = await workspace.writeTrials("trials-20200901.csv", 150);
    const text = await readFile(path, "utf8");
    lines = text.split("\n");
    nctId = /NCT\d{8}/.exec(lines[5] ?? "")?.[0] ?? "";
    // One date that nobody can read, in the sixth line of the file.
    const spoilt = lines.with(5, (lines[5] ?? "").replace(/"[A-Z][a-z]+ (\d+, )?20\d\d"/, '"soon"'));
    await writeFile(path, spoilt.join("\n"));
    lines = spoilt;
    expect((await trialflow(["run", "--file", path], workspace.env)).code).toBe(0);
  });
  afterAll(() => workspace.remove());

  test("shows every field with the place of its cell", async () => {
    const { code, stdout, stderr } = await trace(nctId);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^${nctId} {2}\\S`));
    expect(stdout).toMatch(/^status +published$/m);
    expect(stdout).toMatch(/^file +trials-20200901\.csv, load 1, snapshot 2020-09-01, published /m);
    expect(stdout).toMatch(/^place +line 6, row 5, byte offset \d+$/m);
    expect(stdout).toMatch(/^archive +verified against the archive: \//m);
    expect(stdout).toMatch(/^who +\S+ on \S+$/m);
    const column = (lines[5] ?? "").indexOf(nctId) + 1;
    expect(stdout).toMatch(new RegExp(`^nct_id +${nctId} +6:${column} +2 +NCT Number +${nctId} +parseNctId$`, "m"));
    expect(stdout).toMatch(
      /^lead_sponsor .+ Sponsor\/Collaborators .+ parseSponsors: the name of the entry that is LEAD$/m,
    );
    expect(stdout).toMatch(/^Set aside\n {2}start_date \S+: expected .+; found "soon" \(start_date, /m);
  });

  test("shows the whole way of one field, and of one entry of a list", async () => {
    const date = await trace(nctId, "--field", "start_date");
    expect(date.stdout).toMatch(
      /\n {2}analytics +NULL {2}\(analytics\.trials\)\n {2}<- staging +NULL {2}\(staging\.trials\)\n/,
    );
    expect(date.stdout).toMatch(
      /\n {2}<- rule +parsePartialDate, rules \d+\.\d+\.\d+; a problem sets the field aside\n/,
    );
    expect(date.stdout).toMatch(/\n +set aside +\S+: expected .+; found "soon"\n {2}<- raw +start_date: soon\n/);
    const column = (lines[5] ?? "").indexOf('"soon"') + 2;
    expect(date.stdout).toMatch(
      new RegExp(
        `\\n {2}<- file +line 6, character ${column} \\(byte offset \\d+\\), column 19 "Start Date"\\n +"soon"\\n$`,
      ),
    );
    const list = await trace(nctId, "--field", "conditions");
    expect(list.stdout).toMatch(/\nconditions\.1 +6:\d+ +\S/);
    const entry = await trace(nctId, "--field", "conditions.1", "--json");
    expect(JSON.parse(entry.stdout)).toMatchObject({
      nctId,
      status: "published",
      place: { loadId: 1, lineNumber: 6, rowNumber: 5 },
      archive: { status: "verified" },
      fields: [
        {
          field: "conditions.1",
          kind: "entry",
          analytics: { relation: "analytics.trial_conditions", value: { name: expect.any(String) } },
          sources: [{ rawColumn: "conditions", place: { lineNumber: 6 } }],
        },
      ],
    });
  });

  test("says what was expected in the place of a wrong argument", async () => {
    for (const [args, code, words] of [
      [["NCT1"], 2, '"NCT1" is no trial number; expected NCT and eight digits'],
      [[nctId, "--field", "startdate"], 2, "Did you mean start_date? Expected one of: start_date, "],
      [[nctId, "--field", "locations.x"], 2, '"locations.x" is no entry of a list; expected a place from 1'],
      [[nctId, "--load", "0"], 2, "--load is 0; expected the number of a load, from 1"],
      [[nctId, "--load", "one"], 2, '"one"'],
      [[nctId, "--load", "9"], 1, `${nctId} is not in load 9. Loads that have it, the newest first: 1.`],
      [[nctId, "--field", "conditions.99"], 1, `${nctId} has no entry conditions.99: the list has `],
      [[nctId, "--field", "Start_Date"], 2, "Did you mean start_date?"],
      [["NCT00000000"], 1, "NCT00000000 is in no file that was loaded here, nor in the quarantine"],
    ] as const) {
      const outcome = await trace(...args);
      expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
    }
  });

  test("takes the number in small letters", async () => {
    const { code, stdout } = await trace(nctId.toLowerCase(), "--field", "url");
    expect({ code, head: stdout.slice(0, 11) }).toEqual({ code: 0, head: nctId });
  });

  test("says plainly that the archived file is damaged", async () => {
    const { archive } = JSON.parse((await trace(nctId, "--json")).stdout) as { archive: { path: string } };
    expect(archive.path.startsWith(join(workspace.folder, "home", "archive", "sha256"))).toBe(true);
    await chmod(archive.path, 0o644);
    await writeFile(archive.path, lines.join("\n").replace(`"${nctId}"`, '"NCT99999999"'));
    const { code, stdout } = await trace(nctId, "--field", "url");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^archive +NOT verified: the archived file is damaged: \//m);
    expect(stdout).toMatch(/^ +On line 6 of .+ stands something else than raw has, in: nct_number/m);
    expect(stdout).toMatch(/\n {2}<- file +column 27 "URL"\n$/);
  });
});
