import { existsSync } from "node:fs";
import { join } from "node:path";
import { Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DoctorDocument } from "../src/document/DoctorDocument.ts";
import { trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const readDocument = (stdout: string) =>
  Schema.decodeUnknownSync(DoctorDocument)(JSON.parse(stdout), { onExcessProperty: "error" });

describe("trialflow doctor", () => {
  let workspace: Workspace;
  let embedded: Readonly<Record<string, string>>;
  beforeAll(async () => {
    workspace = await createWorkspace();
    const { DATABASE_URL: _, TRIALFLOW_EXTRACT_INBOX: __, ...env } = workspace.env;
    embedded = env;
  });
  afterAll(() => workspace.remove());

  test("finds nothing wrong where nothing is yet, and makes nothing", async () => {
    const { code, stdout, stderr } = await trialflow(["doctor"], embedded);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^- +server +embedded, no data yet/m);
    expect(stdout).toMatch(/\nAll is well\. \d+ checks in /);
    expect(existsSync(join(workspace.folder, "home"))).toBe(false);
  });

  test("finds nothing wrong with an embedded server after a run", async () => {
    const file = await workspace.writeTrials("trials.csv", 40);
    expect(await trialflow(["run", "--file", file], embedded)).toMatchObject({ code: 0 });
    const { code, stdout } = await trialflow(["doctor", "--json"], embedded);
    const { status, diagnoses } = readDocument(stdout);
    expect(diagnoses.filter(({ result }) => result === "failed" || result === "warning")).toEqual([]);
    expect({ code, status }).toEqual({ code: 0, status: "ok" });
    for (const check of ["connection", "migrations", "roles", "grants", "audit log", "archived files"]) {
      expect(diagnoses.find((diagnosis) => diagnosis.check === check)).toMatchObject({ result: "ok" });
    }
  });

  test("fails with what was found, what was expected and what to do", async () => {
    const env = { ...workspace.env, DATABASE_URL: "postgres://someone:hidden@127.0.0.1:1/none" };
    const { code, stdout, stderr } = await trialflow(["doctor"], env);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAILED +connection +\S.*\n +expected: \S.*\n +remedy: +\S/m);
    expect(stderr).toBe("error: 1 check failed: connection. What to do stands with each.\n");
    expect(stdout + stderr).not.toContain("hidden");
    const json = await trialflow(["doctor", "--json"], env);
    expect(json.code).toBe(1);
    expect(readDocument(json.stdout)).toMatchObject({ status: "failed" });
  });

  test("only warns of a variable that nobody knows", async () => {
    const { code, stdout } = await trialflow(["doctor"], { ...embedded, TRIALFLOW_SCHEDULE: "x.json" });
    expect(code).toBe(0);
    expect(stdout).toContain("TRIALFLOW_SCHEDULE (did you mean TRIALFLOW_SCHEDULES?)");
    expect(stdout).toContain("\nNothing failed, 1 warning.");
  });

  test("says in the words of the other commands which setting cannot be read", async () => {
    const env = { ...embedded, TRIALFLOW_RETENTION_ARCHIVE: "soon", TRIALFLOW_OPENLINEAGE_URL: "ftp://x" };
    const { code, stdout } = await trialflow(["doctor", "--json"], env);
    expect(code).toBe(1);
    const failed = readDocument(stdout).diagnoses.filter(({ result }) => result === "failed");
    expect(failed.map(({ check }) => check)).toEqual(["settings of retention", "settings of lineage events"]);
    expect(failed[0]?.found).toContain("TRIALFLOW_RETENTION_ARCHIVE is not as expected: Expected a duration");
  });
});
