import { describe, expect, test } from "vitest";
import { trialflow } from "./support/cliProcess.ts";

const commands = [
  "run",
  "plan",
  "plan list",
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
  "schedule",
  "schedule list",
  "schedule show",
  "schedule run",
  "schedule pause",
  "schedule resume",
  "schedule backfill",
  "runs",
  "runs list",
  "runs show",
  "runs cancel",
  "runs resume",
  "doctor",
  "purge",
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
    ["a file without its flag", ["run", "trials.csv"], ['"trials.csv"', "--file trials.csv; a pattern in quotes"]],
    ["a pattern that the shell took apart", ["plan", "--file", "a.csv", "b.csv"], ['"b.csv"', "--file b.csv"]],
    ["files behind a file", ["load", "--file", "a.csv", "b.csv", "c.csv"], ["a pattern in quotes", '--file "*.csv"']],
    [
      "an unknown subcommand, with those that there are",
      ["release", "frob"],
      ["Expected one of: create, list, diff, verify"],
    ],
    ["a number that is none", ["export", "--load", "x"], ['"x"', "Expected a whole number, for example 3"]],
    ["a missing flag, with an example", ["diff"], ["--from", "example: trialflow diff --from 2020-05-01 --to"]],
  ] as const)("are refused with exit code 2: %s", async (_, args, told) => {
    const { code, stdout, stderr } = await trialflow(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    for (const text of told) expect(stderr).toContain(text);
    expect(stderr).toContain("--help");
  });

  test.each([
    ["an unknown command", ["rnu", "--json"], "UnknownSubcommand", '"rnu"'],
    ["an unknown flag", ["run", "--fil", "a.csv", "--json"], "UnrecognizedOption", "--fil"],
    ["a missing argument", ["history", "--json"], "MissingArgument", "nct-id"],
    ["a missing flag", ["diff", "--from", "2020-01-01", "--json"], "MissingOption", "--to"],
    ["a wrong choice", ["rejects", "list", "--state", "gone", "--json"], "InvalidValue", '"gone"'],
    ["a flag of another command", ["plan", "--file", "a.csv", "list", "--json"], "UnrecognizedOption", "--file"],
  ] as const)("give one JSON document where it was asked for: %s", async (_, args, reason, told) => {
    const { code, stdout, stderr } = await trialflow(args);
    expect(code).toBe(2);
    const message = expect.stringContaining(told);
    expect(JSON.parse(stdout)).toEqual({ status: "failed", error: { tag: "UsageError", reason, message } });
    expect(stderr).toMatch(/^error: /);
  });

  test.each([
    ["run", "--snapshot-date", "1.5.2020"],
    ["run", "--plan", "1", "--increment"],
    ["plan", "--snapshot-date", "1.5.2020"],
    ["plan", "list", "--limit", "0"],
    ["release", "create", "a name"],
    ["rejects", "replay", "1", "--reason", "x"],
    ["export", "--load", "1"],
  ])("that only the command itself finds give one JSON document, too: %s %s %s", async (...args) => {
    const { code, stdout } = await trialflow([...args, "--json"], { TRIALFLOW_HOME: "/nonexistent/trialflow" });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", error: { tag: "UsageError" } });
  });

  test("the usage of a command that does something without its subcommand says so", async () => {
    expect((await trialflow(["plan", "--help"])).stdout).toContain("trialflow plan [subcommand] [flags]");
    expect((await trialflow(["rejects", "--help"])).stdout).toContain("trialflow rejects <subcommand>");
  });

  test("the usage of a command names the flags that it demands, and no other", async () => {
    expect((await trialflow(["run", "--help"])).stdout).toContain("  trialflow run [flags]\n");
    expect((await trialflow(["diff", "--help"])).stdout).toContain("  trialflow diff --from DATE --to DATE [flags]\n");
    expect((await trialflow(["export"])).stderr).toContain("usage:   trialflow export --load ID [flags]\n");
  });
});
