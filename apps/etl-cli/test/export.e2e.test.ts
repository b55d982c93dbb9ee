import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseString } from "fast-csv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bin, environment, node, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const cellsOf = (text: string): Promise<ReadonlyArray<ReadonlyArray<string>>> =>
  new Promise((resolve, reject) => {
    const rows: Array<ReadonlyArray<string>> = [];
    parseString(text, { headers: false })
      .on("error", reject)
      .on("data", (row: ReadonlyArray<string>) => rows.push(row))
      .on("end", () => resolve(rows));
  });

describe("trialflow export", () => {
  let workspace: Workspace;
  let original: string;
  let folder: string;

  const run = (...args: ReadonlyArray<string>) => trialflow(["export", ...args], workspace.env);
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    workspace = await createWorkspace();
    folder = join(workspace.folder, "exports");
    await mkdir(folder);
    const first = await workspace.writeTrials("trials-20200901.csv", 700);
    original = await readFile(first, "utf8");
    const spoilt = join(workspace.folder, "trials-20200902.csv");
    await writeFile(spoilt, `${original}1,too few cells\n`);
    expect((await trialflow(["load", "--file", first, "--file", spoilt], workspace.env)).code).toBe(0);
  });
  afterAll(() => workspace.remove());

  test("prints the file, and nothing else", async () => {
    const { code, stdout, stderr } = await run("--load", "1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await cellsOf(stdout)).toEqual(await cellsOf(original));
    expect(await run("--load", "1", "--out", "-")).toMatchObject({ code: 0, stdout });
  });

  test("writes the file and tells what it wrote", async () => {
    const { code, stdout, stderr } = await run("--load", "1", "--out", at("one.csv"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const written = await readFile(at("one.csv"), "utf8");
    expect(await cellsOf(written)).toEqual(await cellsOf(original));
    expect(stdout).toContain(`Wrote ${at("one.csv")}: trials-20200901.csv of load 1, 700 rows, `);
    expect(stdout).toContain(`SHA-256 ${createHash("sha256").update(written).digest("hex")}`);
    expect(stdout.includes("byte for byte")).toBe(written === original);
  });

  test("gives a row that could not be read back as it was, and counts it", async () => {
    const out = at("two.csv");
    const { code, stdout } = await run("--load", "2", "--out", out, "--json");
    expect(code).toBe(0);
    const written = await readFile(out, "utf8");
    expect(written.endsWith("\n1,too few cells\n")).toBe(true);
    expect(JSON.parse(stdout)).toEqual({
      status: "written",
      exported: {
        loadId: 2,
        file: "trials-20200902.csv",
        out,
        rows: 701,
        setAside: 1,
        sizeBytes: Buffer.byteLength(written),
        sha256: createHash("sha256").update(written).digest("hex"),
        isIdentical: written === `${original}1,too few cells\n`,
      },
    });
    expect((await run("--load", "2", "--out", at("told.csv"))).stdout).toContain("1 of its rows could not be read");
  });

  test("replaces a file only when told to", async () => {
    await writeFile(at("mine.csv"), "mine");
    const refused = await run("--load", "1", "--out", at("mine.csv"));
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("or --overwrite") });
    expect(await readFile(at("mine.csv"), "utf8")).toBe("mine");
    expect((await run("--load", "1", "--out", at("mine.csv"), "--overwrite")).code).toBe(0);
    expect(await cellsOf(await readFile(at("mine.csv"), "utf8"))).toEqual(await cellsOf(original));
  });

  test("puts no file in the place of a folder, a link or a device", async () => {
    await mkdir(at("folder"));
    await symlink(at("nowhere"), at("link"));
    for (const path of [at("folder"), at("link"), "/dev/null"]) {
      const { code, stderr } = await run("--load", "1", "--out", path, "--overwrite");
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${path} is no regular file`) });
    }
    const { code, stderr } = await run("--load", "1", "--out", at("absent/one.csv"));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("There is no folder") });
  });

  test("names the loads that there are when there is no such load, and leaves no file", async () => {
    const message = "There is no load 9. Expected one of: 2 (trials-20200902.csv), 1 (trials-20200901.csv).";
    expect(await run("--load", "9", "--out", at("nine.csv"))).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: ${message}\n`,
    });
    const json = await run("--load", "9", "--out", at("nine.csv"), "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual({
      status: "failed",
      exported: null,
      error: { tag: "ExtractError", reason: "UnknownLoad", message },
    });
    expect((await readdir(folder)).filter((name) => name.includes("nine"))).toEqual([]);
  });

  test("leaves nothing when it fails on the way", async () => {
    const sql = workspace.database.connect();
    await sql`delete from raw.ctgov_legacy_csv_rows where load_id = 2 and row_number = 650`;
    await sql.end();
    const { code, stderr } = await run("--load", "2", "--out", at("broken.csv"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("Row 650 of load 2 is neither") });
    expect((await readdir(folder)).filter((name) => name.includes("broken"))).toEqual([]);
  });

  test("says before anything is loaded that nothing is", async () => {
    const home = join(workspace.folder, "empty");
    const { code, stderr } = await trialflow(["export", "--load", "1"], { TRIALFLOW_HOME: home });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("nothing is loaded yet") });
    await rm(home, { recursive: true, force: true });
  });

  test("does not print both the file and a document to standard output", async () => {
    const { code, stdout } = await run("--load", "1", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", error: { tag: "UsageError" } });
  });

  test("ends in silence when the reader of its pipe has seen enough", async () => {
    const shell = `"${node}" "${bin}" export --load 1; echo "code $?" >&2`;
    const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
      execFile("sh", ["-c", `{ ${shell}; } | head -c 4`], { env: environment(workspace.env) }, (_, stdout, stderr) =>
        resolve({ stdout, stderr }),
      );
    });
    expect({ stdout, stderr }).toEqual({ stdout: "Rank", stderr: "code 0\n" });
  });
});
