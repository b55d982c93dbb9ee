import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { readResult } from "../src/result/readResult.ts";
import { summarise } from "../src/result/summarise.ts";

const folder = mkdtempSync(join(tmpdir(), "trialflow-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL("../bench.ts", import.meta.url));
const bench = (...options: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["--conditions=@trialflow/source", script, ...options], { encoding: "utf8" });

test("the real job is measured in every part, from nothing", { timeout: 300_000 }, () => {
  const output = join(folder, "results/first.json");
  const { status, stderr, stdout } = bench("--runs=1", "--times=2", `--output=${output}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^round 1 of 1: .* s from nothing/) });
  expect(stdout).toContain(`Written to ${output}`);
  const { machine, measures, subject } = readResult(output);
  expect(subject).toMatchObject({ file: "covid-19-trials-sample.csv", times: 2, rows: 1000 });
  expect(machine.postgres).toMatch(/^18\./);
  const known = (name: string) => process.platform === "linux" || !name.includes("PostgreSQL");
  for (const { name, values } of measures.filter((measure) => known(measure.name))) {
    expect.soft(summarise(values)?.min, name).toBeGreaterThan(0);
  }
  expect(measures.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["load", "transform", "check", "publish"].map((step) => `from nothing: step ${step}`)),
  );
});

test("a run that fails is no measurement", { timeout: 300_000 }, () => {
  const file = join(folder, "nonsense.csv");
  writeFileSync(file, "these,are\nno,trials\n");
  const { status, stderr } = bench("--runs=1", `--file=${file}`, `--output=${join(folder, "none.json")}`);
  expect(status).toBe(1);
  expect(stderr).toContain("The pipeline ended with exit code");
  expect(() => readFileSync(join(folder, "none.json"))).toThrow("ENOENT");
});

test("a file that is no result is not compared with", () => {
  const file = join(folder, "other.json");
  writeFileSync(file, "{}");
  expect(bench(`--compare=${file}`)).toMatchObject({ status: 1, stderr: expect.stringContaining("is no result") });
});
