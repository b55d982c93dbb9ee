import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { advisoryLock } from "@trialflow/database";
import { Effect, Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunDocument } from "../src/document/RunDocument.ts";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

/** Reads all of standard output as the document that the schema promises, and nothing else. */
const readDocument = (stdout: string) =>
  Schema.decodeUnknownSync(RunDocument)(JSON.parse(stdout), { onExcessProperty: "error" });

describe("trialflow run", () => {
  let workspace: Workspace;
  let trials: string;

  beforeAll(async () => {
    workspace = await createWorkspace();
    trials = await workspace.writeTrials("trials-20200901.csv", 60);
  });
  afterAll(() => workspace.remove());

  test("migrates an empty database, loads a file, publishes it and says so", async () => {
    const { code, stdout, stderr } = await trialflow(["run", "--file", trials], workspace.env);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^Done: run took .+ \(run [0-9a-f-]{36}\)\.\n/);
    expect(stdout).toMatch(/trials-20200901\.csv +60 +60 +0 +0 +0 +0 +0\n/);
    expect(stdout).toMatch(/\d+ passed, \d+ warned, 0 failed/);
    expect(stdout).toMatch(/analytics\.trials +60\n/);
    expect(stdout).toContain(join(workspace.folder, "home"));
    expect(stdout).toContain("npx trialflow status");
    expect(stdout + stderr).not.toContain(`:${new URL(workspace.database.url).password}@`);
    expect(stderr).toContain("Prepared the database");
    for (const step of ["acquire", "load", "transform", "check", "publish"]) expect(stderr).toContain(`${step} `);
  });

  test("writes into the ledger who ran which command", async () => {
    const client = workspace.database.connect();
    const [run] = await client`select program, program_version, os_user, host from ops.runs`;
    await client.end();
    expect(run).toEqual({
      program: "run",
      program_version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      os_user: expect.stringMatching(/./),
      host: expect.stringMatching(/./),
    });
  });

  test("says in its first line when nothing has changed", async () => {
    const { code, stdout } = await trialflow(["run", "--file", trials], workspace.env);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toMatch(/^Nothing has changed: /);
  });

  test("prints with --json one document and nothing else", async () => {
    const { code, stdout } = await trialflow(["run", "--json", "--file", trials], workspace.env);
    expect(code).toBe(0);
    const document = readDocument(stdout);
    expect(document).toMatchObject({
      status: "unchanged",
      loads: [{ file: "trials-20200901.csv", read: 60, new: 0, unchanged: 60, rejected: 0, lane: null }],
      checks: { failed: 0 },
      published: { trials: 60 },
    });
    expect(document.steps.map(({ name }) => name)).toEqual(["acquire", "load", "transform", "check", "publish"]);
    expect(document).not.toHaveProperty("error");
  });

  test.each(["load", "transform", "check", "publish"])("has its step `%s` as a command of its own", async (step) => {
    const args = step === "load" ? ["load", "--file", trials] : [step];
    const { code, stdout, stderr } = await trialflow([...args, "--json"], workspace.env);
    expect(code, stderr).toBe(0);
    expect(readDocument(stdout).steps.map(({ name }) => name)).toContain(step);
  });

  test("fails with exit code 1 for a file that is not there, in words and without a stack trace", async () => {
    const { code, stdout, stderr } = await trialflow(["run", "--json", "--file", "no-such.csv"], workspace.env);
    expect(code).toBe(1);
    expect(readDocument(stdout)).toMatchObject({
      status: "failed",
      error: { tag: "ExtractError", reason: "FileNotFound", message: expect.stringContaining("no-such.csv") },
    });
    expect(stderr).toMatch(/error: .*no-such\.csv/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("closes the gate with exit code 3 and names the failed checks, in both formats", async () => {
    const few = await workspace.writeTrials("trials-20200902.csv", 3);
    const text = await trialflow(["run", "--file", few], workspace.env);
    expect(text.code, text.stderr).toBe(3);
    expect(text.stdout).toMatch(/^Quality gate closed/);
    expect(text.stdout).toMatch(/failed +snapshot_is_not_half_of_the_last/);
    expect(text.stderr).toMatch(/error: .*snapshot_is_not_half_of_the_last.*analytics is as it was/);

    const json = await trialflow(["run", "--json", "--file", few], workspace.env);
    expect(json.code).toBe(3);
    expect(readDocument(json.stdout)).toMatchObject({
      status: "gate_failed",
      published: null,
      error: { tag: "GateFailedError" },
    });
  });

  test("ends with exit code 4 while another run holds the lock", async () => {
    const held = Effect.gen(function* () {
      yield* advisoryLock("run");
      return yield* Effect.promise(() => trialflow(["run", "--json", "--file", trials], workspace.env));
    }).pipe(Effect.scoped, Effect.provide(workspace.database.layer));
    const { code, stdout, stderr } = await Effect.runPromise(held);
    expect(code, stderr).toBe(4);
    expect(readDocument(stdout)).toMatchObject({ runId: null, status: "failed", error: { reason: "LockHeld" } });
    expect(stderr).toContain("Another run is under way");
  });

  test("tells an unreachable server in words, also as a document", async () => {
    const env = { ...workspace.env, DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none" };
    const { code, stdout, stderr } = await trialflow(["run", "--json"], env);
    expect(code).toBe(1);
    expect(readDocument(stdout)).toMatchObject({ status: "failed", error: { reason: "Unreachable" } });
    expect(stderr).toMatch(/error: .*DATABASE_URL/);
    expect(stdout + stderr).not.toContain("secret");
  });
});

describe("trialflow run without files", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await createWorkspace();
  });
  afterAll(() => workspace.remove());

  test("uses the bundled sample, and says so and why where nobody can miss it", async () => {
    const { code, stdout, stderr } = await trialflow(["run"], workspace.env);
    expect(code, stderr).toBe(0);
    const [, second, ...rest] = stdout.split("\n");
    expect(second).toContain("THIS IS SAMPLE DATA");
    expect(rest.slice(0, 2).join("\n")).toContain("TRIALFLOW_EXTRACT_OFFLINE is true");
  });

  test("refuses the sample where the inbox gave real data before", async () => {
    const inbox = workspace.env["TRIALFLOW_EXTRACT_INBOX"] ?? "";
    await mkdir(inbox);
    await workspace.writeTrials(join("inbox", "trials-20200901.csv"), 600);
    expect(await trialflow(["run"], workspace.env)).toMatchObject({ code: 0 });
    await rm(inbox, { recursive: true });
    const { code, stderr } = await trialflow(["run"], workspace.env);
    expect(code).toBe(1);
    expect(stderr).toContain("error: The warehouse holds real data");
  });
});
