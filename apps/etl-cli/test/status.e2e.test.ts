import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SourcesDocument } from "../src/document/SourcesDocument.ts";
import { StatusDocument } from "../src/document/StatusDocument.ts";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const readStatus = (stdout: string) =>
  Schema.decodeUnknownSync(StatusDocument)(JSON.parse(stdout), { onExcessProperty: "error" });
const readSources = (stdout: string) =>
  Schema.decodeUnknownSync(SourcesDocument)(JSON.parse(stdout), { onExcessProperty: "error" });

describe("trialflow status and sources", () => {
  let workspace: Workspace;
  let trials: string;
  beforeAll(async () => {
    workspace = await createWorkspace();
    trials = await workspace.writeTrials("trials-20200901.csv", 40);
  });
  afterAll(() => workspace.remove());

  test("say how to begin where nothing is yet, and make nothing", async () => {
    const status = await trialflow(["status"], workspace.env);
    expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining("npx trialflow run") });
    const json = await trialflow(["status", "--json"], workspace.env);
    expect(readStatus(json.stdout)).toMatchObject({ status: "empty", published: null, runs: [] });
    const client = workspace.database.connect();
    const schemas = await client`select nspname from pg_namespace where nspname in ('raw', 'ops', 'migrations')`;
    await client.end();
    expect([...schemas]).toEqual([]);
  });

  test("start no embedded server to find it empty", async () => {
    const { DATABASE_URL: _, ...embedded } = workspace.env;
    const { code, stdout } = await trialflow(["status", "--json"], embedded);
    expect(code).toBe(0);
    expect(readStatus(stdout)).toMatchObject({ status: "empty", database: null });
  });

  test("show what was published, and from what", async () => {
    expect(await trialflow(["run", "--file", trials], workspace.env)).toMatchObject({ code: 0 });
    const { stdout } = await trialflow(["status"], workspace.env);
    expect(stdout).toMatch(/^Published: trials-20200901\.csv \(40 rows, snapshot of 2020-09-01\) on /);
    expect(stdout).toMatch(/analytics\.trials +40\n/);
    expect(stdout).toMatch(/run +succeeded/);
    const json = await trialflow(["status", "--json"], workspace.env);
    expect(readStatus(json.stdout)).toMatchObject({
      status: "ready",
      published: { file: "trials-20200901.csv", read: 40 },
      publishedRows: { trials: 40 },
      runs: [{ program: "run", status: "succeeded" }],
    });
    const sources = await trialflow(["sources", "--json"], workspace.env);
    expect(readSources(sources.stdout)).toMatchObject({
      next: "sample",
      kaggle: { isAsked: false },
      published: { file: "trials-20200901.csv", origin: "file" },
    });
  });

  test("name a file in the inbox whose date is none", async () => {
    const inbox = join(workspace.folder, "inbox");
    await mkdir(inbox);
    await writeFile(join(inbox, "v-20230231.csv"), "x");
    const { stdout } = await trialflow(["sources"], workspace.env);
    expect(stdout).toContain(
      "v-20230231.csv  1 bytes  20230231 is no day of the calendar: rename it, a run refuses it",
    );
    expect(readSources((await trialflow(["sources", "--json"], workspace.env)).stdout)).toMatchObject({
      inbox: { files: [{ snapshotDate: null, impossibleDate: "20230231" }] },
    });
    await rm(inbox, { recursive: true });
  });

  test("say of a database that an older program prepared how to bring it up to date", async () => {
    const client = workspace.database.connect();
    const words = "an older program prepared this database";
    const expectOlder = async (...args: ReadonlyArray<string>) =>
      expect(await trialflow([...args], workspace.env)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(new RegExp(`${words}.*Bring it up to date first: trialflow db migrate`)),
      });
    await client`alter table ops.runs rename column finished_at to ended_at`;
    await expectOlder("status");
    await client`alter table ops.runs rename column ended_at to finished_at`;
    await client`alter table ops.plans rename to plans_of_old`;
    await expectOlder("plan", "list");
    await client`alter table ops.plans_of_old rename to plans`;
    await client.end();
    expect(await trialflow(["plan", "list"], workspace.env)).toMatchObject({
      code: 0,
      stdout: "There are no plans yet. Make one: npx trialflow plan --file PATH\n",
    });
  });

  test("tell about sources also where the database cannot be asked", async () => {
    const env = { ...workspace.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const { code, stdout, stderr } = await trialflow(["sources"], env);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("data/sample");
    expect(stderr).toContain("cannot be asked");
    expect(await trialflow(["status"], env)).toMatchObject({ code: 1, stdout: "" });
  });
});
