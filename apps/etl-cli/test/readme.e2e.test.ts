import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCodes } from "../src/failure/exitCodeOf.ts";
import { bin, environment, node, repository } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

let workspace: Workspace;
let readme: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
});
afterAll(() => workspace.remove());

test("the README's commands run one after the other, as they stand there", async () => {
  const commands = readme.split("\n").filter((line) => line.startsWith("    npx trialflow "));
  expect(commands.length).toBeGreaterThan(1);
  for (const command of commands) {
    const line = command.trim().replace("npx trialflow", `"${node}" "${bin}"`);
    const failed = await new Promise<string | null>((resolve) => {
      execFile("bash", ["-c", line], { cwd: repository, env: environment(workspace.env) }, (error, _, stderr) =>
        resolve(error === null ? null : stderr),
      );
    });
    expect({ command, failed }).toEqual({ command, failed: null });
  }
});

test("the README lists every exit code", () => {
  const listed = /\| exit code \|(.+)\|\n/.exec(readme)?.[1]?.split("|").map(Number);
  expect(listed).toEqual(Object.values(exitCodes));
});
