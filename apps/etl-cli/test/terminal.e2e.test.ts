import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bin, environment, node, repository } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const script = fileURLToPath(new URL("support/terminal.py", import.meta.url));
const esc = "\u001b";

/** Runs the command on a real terminal: all that was written there, and the exit code. */
const onTerminal = (columns: number, args: ReadonlyArray<string>, env: Readonly<Record<string, string>>) =>
  new Promise<{ readonly code: number; readonly screen: string }>((resolve) => {
    const variables = environment({ TERM: "xterm", ...env });
    execFile(
      "python3",
      [script, String(columns), node, bin, ...args],
      { cwd: repository, env: variables },
      (error, stdout) => resolve({ code: typeof error?.code === "number" ? error.code : 0, screen: stdout }),
    );
  });

const hasTerminal = await new Promise<boolean>((resolve) => {
  execFile("python3", ["-c", "import pty, fcntl, termios, os; os.waitstatus_to_exitcode"], (error) =>
    resolve(error === null),
  );
});
if (!hasTerminal) console.log("skipped: python3 with pty is not there, so there is no terminal to draw on");

/** Lines as they were drawn, each redraw of one by itself, without escapes. */
const drawnLines = (screen: string): ReadonlyArray<string> =>
  screen.split(/\r\n|\r/).map((line) => line.replaceAll(new RegExp(`${esc}\\[[0-9;?]*[A-Za-z]`, "g"), ""));

describe.skipIf(!hasTerminal)("progress on a terminal", () => {
  let workspace: Workspace;
  let trials: string;
  beforeAll(async () => {
    workspace = await createWorkspace();
    trials = await workspace.writeTrials("a-file-with-quite-a-long-name-of-its-own-2020.csv", 3000);
  });
  afterAll(() => workspace.remove());

  test("is redrawn in place, never wider than a narrow window, and leaves the cursor visible", async () => {
    const { code, screen } = await onTerminal(60, ["run", "--file", trials], workspace.env);
    expect(code).toBe(0);
    const progress = screen.slice(0, screen.indexOf("Done: "));
    const finished = progress.split("\n").filter((line) => line.includes("✓"));
    expect(finished.map((line) => /✓\S* (\w+)/.exec(line)?.[1])).toEqual([
      "acquire",
      "load",
      "transform",
      "check",
      "publish",
    ]);
    for (const line of drawnLines(progress)) expect(line.length).toBeLessThan(60);
    expect(progress).toMatch(/\r {2}load {6}\S+ .*\d s/);
    expect(progress.split(`${esc}[?25h`)).toHaveLength(2);
    expect(progress.endsWith(`${esc}[?25h`)).toBe(true);
  });

  test("has no colors under NO_COLOR", async () => {
    const colored = await onTerminal(80, ["run", "--file", trials], workspace.env);
    expect(colored.screen).toContain(`${esc}[32m`);
    const plain = await onTerminal(80, ["run", "--file", trials], { ...workspace.env, NO_COLOR: "1" });
    expect(plain.screen).not.toMatch(new RegExp(`${esc}\\[[0-9;]*m`));
    expect(plain.screen).toContain("✓");
  });

  test("is plain lines on a terminal that cannot redraw", async () => {
    const { screen } = await onTerminal(80, ["run", "--file", trials], { ...workspace.env, TERM: "dumb" });
    expect(screen).not.toContain(esc);
    expect(screen).toContain("load a-file-with-quite");
  });

  test("is cleaned up when Ctrl-C stops the run", async () => {
    const many = await workspace.writeTrials("many.csv", 20_000);
    const { code, screen } = await onTerminal(80, ["run", "--file", many], {
      ...workspace.env,
      INTERRUPT_AFTER: "load ",
    });
    expect(code).toBe(130);
    expect(screen).toMatch(/✗.* load +many\.csv {2}not finished/);
    expect(screen.lastIndexOf(`${esc}[?25h`)).toBeGreaterThan(screen.lastIndexOf(`${esc}[?25l`));
    expect(
      drawnLines(screen)
        .filter((line) => line !== "")
        .at(-1),
    ).toMatch(/^stopped: |again to go on/);
  });
});
