import { execFile } from "node:child_process";
import { chmod } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bin, environment, node, repository } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
  await chmod(workspace.folder, 0o777);
});
afterAll(() => workspace.remove());

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log("skipped: only root can run the command as a user without a name");

test.skipIf(!isRoot)("a user without a name, as in a container, is known by its number", async () => {
  const run = (...args: ReadonlyArray<string>) =>
    new Promise<string>((resolve, reject) => {
      const options = { cwd: repository, env: environment(workspace.env), uid: 54_321, gid: 54_321 };
      execFile(node, [bin, ...args], options, (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
    });
  await run("run");
  expect(await run("sql", "select os_user from ops.runs", "--format", "csv")).toBe("os_user\nuid 54321\n");
});
