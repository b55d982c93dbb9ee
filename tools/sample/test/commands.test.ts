import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { bundledSamplePath } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "trialflow-sample-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, ...options: ReadonlyArray<string>) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../${script}`, import.meta.url)), ...options], {
    encoding: "utf8",
  });

test("the generator run twice writes the committed sample twice", () => {
  for (const name of ["first.csv", "second.csv"]) {
    const output = join(folder, name);
    expect(run("generate.ts", "--output", output)).toMatchObject({
      status: 0,
      stdout: `500 invented trials written to ${output}\n`,
    });
    expect(readFileSync(output).equals(readFileSync(bundledSamplePath))).toBe(true);
  }
});

test("the multiplier writes the file that is asked for", () => {
  const output = join(folder, "large.csv");
  expect(run("scale.ts", "--input", bundledSamplePath, "--times", "3", "--output", output)).toMatchObject({
    status: 0,
  });
  expect(readFileSync(output, "utf8").split("\n")).toHaveLength(3 * 500 + 2);
});

test("a count that is no number is refused with what was expected", () => {
  const { status, stderr } = run("scale.ts", "--times", "many", "--output", join(folder, "none.csv"));
  expect(status).toBe(1);
  expect(stderr).toContain('--times is "many", expected a whole number of 1 or more');
});
