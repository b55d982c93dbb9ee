import { existsSync } from "node:fs";
import { join } from "node:path";
import { Schema } from "effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunDocument } from "../src/document/RunDocument.ts";
import { start, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

describe("a run that is stopped", () => {
  let workspace: Workspace;
  let many: string;
  let few: string;
  beforeAll(async () => {
    workspace = await createWorkspace();
    many = await workspace.writeTrials("many.csv", 20_000);
    few = await workspace.writeTrials("few.csv", 40);
    expect(await trialflow(["run", "--file", few], workspace.env)).toMatchObject({ code: 0 });
  });
  afterAll(() => workspace.remove());

  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with exit code 130, and the ledger and the user know",
    async (signal) => {
      const run = start(["run", "--json", "--file", many], workspace.env);
      await run.hasTold("load many.csv");
      run.kill(signal);
      const { code, stdout, stderr } = await run.finished;
      expect(code, stderr).toBe(130);
      expect(Schema.decodeUnknownSync(RunDocument)(JSON.parse(stdout))).toMatchObject({ status: "interrupted" });
      expect(stderr).toMatch(/\nstopped: .*run the same command again/);
      const client = workspace.database.connect();
      const [newest] =
        await client`select status, finished_at is not null as has_ended from ops.runs order by started_at desc limit 1`;
      await client.end();
      expect(newest).toEqual({ status: "interrupted", has_ended: true });
    },
  );

  test("leaves nothing that stands in the way of the next one", async () => {
    const { code, stdout } = await trialflow(["run", "--file", few], workspace.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing has changed/);
  });

  test("takes its embedded server down with it", async () => {
    const { DATABASE_URL: _, ...embedded } = workspace.env;
    const run = start(["run", "--file", many], embedded);
    await run.hasTold("load many.csv");
    run.kill("SIGINT");
    expect(await run.finished).toMatchObject({ code: 130, stdout: "" });
    const { stdout } = await trialflow(["sql", "show data_directory", "--format", "csv"], embedded);
    const folder = stdout.split("\n")[1] ?? "";
    expect(existsSync(folder)).toBe(true);
    expect(existsSync(join(folder, "postmaster.pid"))).toBe(false);
  });
});
