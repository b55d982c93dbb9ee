import { describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";

const commands = [
  "run",
  "plan",
  "load",
  "transform",
  "check",
  "publish",
  "status",
  "sources",
  "sql",
  "history",
  "diff",
  "export",
  "trace",
  "audit",
  "audit verify",
  "audit anchor",
  "audit list",
  "audit show",
  "audit export",
  "release",
  "release create",
  "release list",
  "release diff",
  "release verify",
  "rejects",
  "rejects list",
  "rejects show",
  "rejects replay",
  "rejects waive",
  "db",
  "db migrate",
  "db reset",
  "db url",
  "db roles",
];

describe("help", () => {
  test.each(commands)("of `%s` says what it does, what each flag means and how it is used", async (command) => {
    const { code, stdout, stderr } = await trialflow([...command.split(" "), "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^DESCRIPTION\n {2}\S.+\n\nUSAGE\n/);
    const flags = /\nFLAGS\n((?: {2}.+\n)+)/.exec(stdout)?.[1]?.trimEnd().split("\n") ?? [];
    for (const flag of flags) expect(flag).toMatch(/^ {2}--[a-z-]+.* {4,}\S.+/);
    const examples = (stdout.split("\nEXAMPLES\n")[1] ?? "").split("\n").filter((line) => /^ {2}[^ #]/.test(line));
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples.filter((line) => line.includes(`trialflow ${command}`))).not.toEqual([]);
  });

  test("comes without any argument, and is no mistake", async () => {
    const { code, stdout, stderr } = await trialflow([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of commands) expect(stdout).toContain(`  ${command.split(" ")[0]} `);
  });

  test("of the program tells its version", async () => {
    expect(await trialflow(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\d+\.\d+\.\d+\n$/),
    });
  });
});

describe("wrong arguments", () => {
  test.each([
    ["an unknown command, with a suggestion", ["rnu"], ['Unknown subcommand "rnu"', "Did you mean this?", "run"]],
    ["an unknown flag, with a suggestion", ["run", "--fil", "a.csv"], ["--fil", "Did you mean this?", "--file"]],
    ["a value that is not allowed, with those that are", ["sql", "select 1", "--format", "xml"], ['"xml"', '"csv"']],
    ["a missing argument, by its name", ["sql"], ["Missing required argument: statement"]],
    ["an argument too many, by its text", ["status", "now"], ['"now"']],
  ] as const)("are refused with exit code 2: %s", async (_, args, told) => {
    const { code, stdout, stderr } = await trialflow(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    for (const text of told) expect(stderr).toContain(text);
    expect(stderr).toContain("--help");
  });
});
